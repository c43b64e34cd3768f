// Today and tomorrow are kept ready for when nothing can be read, whichever view is open.

import type { Schemas } from "../shared/api";
import { addDays, localDate } from "../shared/time";
import { get } from "./api";
import { desk } from "./desk";
import { areContactsKnown, keepOnly, keptDay, noteContacts, noteSheet } from "./kept-days";
import { reader } from "./known";
import { every } from "./live";
import type { DaySheet } from "./sheet";
import { dayPath } from "./sheet";

const MINUTE = 60000; // milliseconds
const FRESH = 5 * MINUTE; // what a view saw since then is not read again
const APART = 2 * MINUTE; // contacts of one day are not read more often

/** What was read of one day. */
interface Kept {
  read: ReturnType<typeof reader<DaySheet>>;
  /** When its contacts were last asked for, in milliseconds. */
  askedAt: number;
}

/** Keep today and tomorrow of the location that is chosen, from now on. */
export function keepDays(): void {
  const look = keeper();
  every(look, { care: "loose" });
}

/** Gives what looks at what is missing or old; whether there was anything to ask for. */
export function keeper(): () => Promise<boolean> {
  const known = new Map<string, Kept>();

  async function keep(location: string, date: string): Promise<boolean> {
    const path = dayPath(location, date);
    const mine = known.get(path) ?? { read: reader<DaySheet>(), askedAt: 0 };
    known.set(path, mine);
    const before = keptDay(location, date);
    const isOld = !before || Date.now() - before.seenAt >= FRESH;
    if (isOld) noteSheet(await mine.read(path));
    const kept = keptDay(location, date);
    if (!kept || areContactsKnown(kept) || Date.now() - mine.askedAt < APART) return isOld;
    mine.askedAt = Date.now();
    await readContacts(kept.sheet, { kept: true });
    return true;
  }

  return async () => {
    const { location_id: location, zone } = desk.location;
    const today = localDate(Date.now(), zone);
    const dates = [today, addDays(today, 1)];
    keepOnly(location, dates);
    let asked = false;
    for (const date of dates) asked = (await keep(location, date)) || asked;
    return asked;
  };
}

/**
 * Read who comes on the day of a sheet; that they were read is on record at the server. With
 * `kept`, nobody looks at them now, and the record says so.
 */
export async function readContacts(sheet: DaySheet, how = { kept: false }): Promise<void> {
  const asked = how.kept ? "&kept=true" : "";
  const path = `locations/${sheet.location_id}/day/contacts?date=${sheet.date}${asked}`;
  const { data } = await get<Schemas["DayContacts"]>(path);
  noteContacts(sheet, data.contacts);
}
