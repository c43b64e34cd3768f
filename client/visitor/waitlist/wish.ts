// What somebody waits for: days, a part of the day, until when. Pure.

import type { Schemas } from "../../shared/api";
import { format } from "../../shared/time";

export type Wish = Schemas["WaitlistEntryView"]["wish"];
export type Weekday = NonNullable<Wish["weekdays"]>[number];

export const DAYS: readonly Weekday[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

export const PARTS = ["any", "morning", "afternoon"] as const;
export type Part = (typeof PARTS)[number];

const NOON = "12:00";

/** A wish as the API has it. */
export function wishOf(weekdays: Weekday[], part: Part, first: string, last: string): Wish {
  return {
    first_day: first,
    last_day: last,
    weekdays,
    earliest_time: part === "afternoon" ? NOON : "00:00",
    latest_time: part === "morning" ? "11:59" : "23:59",
  };
}

/** The part of the day that a wish means; one that was made elsewhere may mean another. */
export function partOf({ earliest_time: from, latest_time: to }: Wish): Part | null {
  const isFromStart = from === undefined || from === "00:00";
  const isToEnd = to === undefined || to === "23:59";
  if (isFromStart && isToEnd) return "any";
  if (isFromStart && to === "11:59") return "morning";
  return from === NOON && isToEnd ? "afternoon" : null;
}

const A_MONDAY = Date.UTC(2024, 0, 1, 12);
const A_DAY = 24 * 60 * 60 * 1000;

/** "Monday", or "Mon". */
export const saidWeekday = (day: Weekday, weekday: "long" | "short", locale: string): string =>
  format("UTC", { weekday }, locale).format(new Date(A_MONDAY + DAYS.indexOf(day) * A_DAY));
