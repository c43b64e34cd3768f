// A week and what each of its days says at a glance. Pure.

import { addDays, weekdaySaid } from "../../shared/time";
import { WEEK, type Weekday } from "../series/wish";
import { canBeHad, type DaySheet, placesOf } from "../sheet";

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

/** How many slots of a day can still be had. */
export const freeOn = (sheet: Pick<DaySheet, "bays">, now: number = Date.now()): number =>
  placesOf(sheet).filter(({ slot }) => canBeHad(slot, now)).length;

const MINUTE = 60000; // milliseconds

/** How long a week stays good enough, in milliseconds: it takes seven requests to read. */
export const goodFor = (isAtWork: boolean): number => (isAtWork ? MINUTE : 5 * MINUTE);
