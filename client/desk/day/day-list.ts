// A day as a list: who comes, in order of time, and what is left of it. Pure.

import { phoneSaid } from "../../shared/phone";
import { clock } from "../../shared/time";
import { onPaper } from "../flags/flag-words";
import type { DayContact } from "../kept-days";
import {
  alsoBookedWords,
  appointmentsOf,
  canBeHad,
  type DaySheet,
  escortWords,
  hoursOf,
  notesWords,
  type Place,
  type PlacedAppointment,
  serviceName,
  stateName,
} from "../sheet";
import { initialSaid } from "../short-name";

export interface DayLine {
  id: string;
  hours: string;
  name: string;
  /** Their phone, or the address of somebody without one; empty where it is not known. */
  reach: string;
  service: string;
  bay: string;
  state: string;
  escort: string;
  note: string;
  /** What forms stated for the clinician; what was written on them is not for a list. */
  clinician: string;
}

/** Everybody who comes, in order of time. */
export function dayLines(
  sheet: Pick<DaySheet, "bays">,
  contacts: readonly DayContact[],
  zone: string,
): DayLine[] {
  const known = new Map(contacts.map((each) => [each.appointment_id, each]));
  return appointmentsOf(sheet).map(({ appointment, place }) =>
    lineOf(appointment, place, known.get(appointment.appointment_id), zone),
  );
}

function lineOf(
  appointment: PlacedAppointment,
  place: Place,
  contact: DayContact | undefined,
  zone: string,
): DayLine {
  const short = `${appointment.first_name} ${initialSaid(appointment)}`.trim();
  return {
    id: appointment.appointment_id,
    hours: hoursOf(place.slot, zone),
    name: contact?.name ?? short,
    reach: contact?.phone ? phoneSaid(contact.phone) : (contact?.email ?? ""),
    service: serviceName(appointment.service_id),
    bay: place.bay.name,
    state: stateName(appointment.status),
    escort: [escortWords(appointment), contact?.escort_name].filter(Boolean).join(": "),
    note: [notesWords(appointment), alsoBookedWords(appointment)].filter(Boolean).join("; "),
    clinician: onPaper(appointment.flags, zone),
  };
}

export interface FreeLine {
  id: string;
  bay: string;
  times: string;
}

/** What can still be had: a line for each bay with its times. */
export const freeLines = (
  sheet: Pick<DaySheet, "bays">,
  zone: string,
  now: number = Date.now(),
): FreeLine[] =>
  sheet.bays.flatMap(({ bay, name, slots }) => {
    const free = slots.filter((slot) => canBeHad(slot, now)).map(({ starts_at: at }) => at);
    const times = free.sort().map((at) => clock(at, zone));
    return times.length ? [{ id: bay, bay: name, times: times.join(", ") }] : [];
  });
