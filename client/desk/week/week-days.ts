// A week and what each of its days says at a glance. Pure.

import { addDays, weekdaySaid } from "../../shared/time";
import { WEEK, type Weekday } from "../series/wish";
import { appointmentAt, canBeHad, type DaySheet, type PlacedAppointment, placesOf } from "../sheet";

/** The date on which the week of `date` begins: on Sunday, as the desk's calendars do. */
export function firstOfWeek(date: string): string {
  const weekday = weekdaySaid(date).toLowerCase() as Weekday;
  return addDays(date, -WEEK.indexOf(weekday));
}

/** The dates of the week in which `date` is. */
export function weekOf(date: string): string[] {
  const first = firstOfWeek(date);
  return WEEK.map((_, ahead) => addDays(first, ahead));
}

/** Everybody who comes on a day, in order of time. */
export const visitsOn = (sheet: Pick<DaySheet, "bays">): PlacedAppointment[] =>
  placesOf(sheet)
    .flatMap((place) => appointmentAt(place) ?? [])
    .sort((one, other) => one.starts_at.localeCompare(other.starts_at));

/** How many slots of a day can still be had. */
export const freeOn = (sheet: Pick<DaySheet, "bays">, now: number = Date.now()): number =>
  placesOf(sheet).filter(({ slot }) => canBeHad(slot, now)).length;

const MINUTE = 60000; // milliseconds

/** How long a week stays good enough, in milliseconds: it takes seven requests to read. */
export const goodFor = (isAtWork: boolean): number => (isAtWork ? MINUTE : 5 * MINUTE);
