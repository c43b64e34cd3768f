// Days as they were last seen, with the ways to reach whoever comes: for when nothing can be read.
//
// They are kept in this page's memory alone, and no longer than somebody is signed in here: names and
// phones of patients do not lie on this machine's disk, and the next person finds nothing of them. A
// page that is loaded anew needs the server itself, so keeping them for longer would serve nobody.

import type { Schemas } from "../shared/api";
import { onForgotten, session } from "./session";
import { type DaySheet, placesOf } from "./sheet";

export type DayContact = Schemas["DayContact"];

export interface KeptDay {
  sheet: DaySheet;
  /** When the sheet was last seen to be so, in milliseconds. */
  seenAt: number;
  contacts: readonly DayContact[];
  /** Of which appointments, in which versions, those contacts are; null before they were read. */
  contactsOf: string | null;
}

const days = new Map<string, KeptDay>();

const nameOf = (location: string, date: string): string => `${location} ${date}`;

/** Keep a sheet that was just seen; nothing, where nobody is signed in any more. */
export function noteSheet(sheet: DaySheet, seenAt: number = Date.now()): void {
  if (!session()) return;
  const name = nameOf(sheet.location_id, sheet.date);
  const { contacts, contactsOf } = days.get(name) ?? { contacts: [], contactsOf: null };
  days.set(name, { sheet, seenAt, contacts, contactsOf });
}

/** Keep who comes on the day of this sheet, if that day is kept. */
export function noteContacts(sheet: DaySheet, contacts: readonly DayContact[]): void {
  const name = nameOf(sheet.location_id, sheet.date);
  const kept = days.get(name);
  if (kept) days.set(name, { ...kept, contacts, contactsOf: appointmentsOf(sheet) });
}

/** A day as it was last seen, or null. */
export const keptDay = (location: string, date: string): KeptDay | null =>
  days.get(nameOf(location, date)) ?? null;

/** True if the contacts that are kept are those of the appointments as they now stand. */
export const areContactsKnown = ({ sheet, contactsOf }: KeptDay): boolean =>
  contactsOf === appointmentsOf(sheet) || (contactsOf === null && appointmentsOf(sheet) === "");

/** Let go of all days but these of one location. */
export function keepOnly(location: string, dates: readonly string[]): void {
  const wanted = new Set(dates.map((date) => nameOf(location, date)));
  for (const name of days.keys()) if (!wanted.has(name)) days.delete(name);
}

/** The appointments of a day in their versions, as one word. */
const appointmentsOf = (sheet: DaySheet): string =>
  placesOf(sheet)
    .flatMap(({ slot: { appointment_id: id, appointment } }) =>
      id && appointment ? [`${id}@${appointment.version}`] : [],
    )
    .sort()
    .join(" ");

onForgotten(() => days.clear());
