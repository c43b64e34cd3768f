// Whom a closing would hit: appointments still ahead in a part of a day.

import { addDays } from "../../shared/time";
import { instantOf } from "../../shared/wall-time";
import { appointmentsOf, type DaySheet, type PlacedAppointment } from "../sheet";

/** A part of a day to close. `scope` is "", "pool:<id>" or "bay:<id>"; times as on the wall. */
export interface Part {
  scope: string;
  from: string;
  to: string;
}

/** What a closing is sent with, besides its reason. */
export interface Scope {
  pool?: string;
  bays?: string[];
}

export function scopeOf(scope: string): Scope {
  const [kind, id] = scope.split(":");
  if (!id) return {};
  return kind === "pool" ? { pool: id } : { bays: [id] };
}

/** The appointments that are still to come in it, in order of time. */
export function hitByClosing(
  sheet: Pick<DaySheet, "bays" | "date">,
  part: Part,
  zone: string,
  now: number,
): PlacedAppointment[] {
  const { pool, bays } = scopeOf(part.scope);
  const from = at(sheet.date, part.from || "00:00", zone);
  const to = part.to ? at(sheet.date, part.to, zone) : at(addDays(sheet.date, 1), "00:00", zone);
  return appointmentsOf(sheet)
    .filter(({ appointment, place: { slot, bay } }) => {
      const isMeant = bays ? bays.includes(bay.bay) : !pool || bay.pool === pool;
      const starts = Date.parse(slot.starts_at);
      return (
        isMeant &&
        appointment.status === "booked" &&
        starts > now &&
        starts < to &&
        Date.parse(slot.ends_at) > from
      );
    })
    .map(({ appointment }) => appointment);
}

/** In milliseconds; for a time that the clock leaves out, the end of that date's first hours. */
const at = (date: string, time: string, zone: string): number =>
  Date.parse(instantOf(date, time, zone) ?? `${date}T12:00Z`);
