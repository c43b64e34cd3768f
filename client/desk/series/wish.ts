// The limits of a series: as they are typed, and as the API takes them. Pure.

import type { Schemas } from "../../shared/api";

/** A week as a calendar of the United States has it. */
export const WEEK = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;
export type Weekday = (typeof WEEK)[number];

/** The limits that are typed into a field, in their order. */
export const LIMITS = [
  "count",
  "earliest_day",
  "earliest_time",
  "latest_time",
  "least_days_between",
  "most_days_between",
  "within_days",
] as const;
export type Limit = (typeof LIMITS)[number];

/** A wish as it stands in the form: an empty field is no limit. */
export type TypedWish = Record<Limit, string> & { weekdays: readonly Weekday[] };

/** What the form makes of it for the API. */
export type SentWish = Partial<Record<Limit, string | number>> & { weekdays: readonly Weekday[] };

const NUMBERS: ReadonlySet<Limit> = new Set([
  "count",
  "least_days_between",
  "most_days_between",
  "within_days",
]);
const ANY_TIME: Partial<Record<Limit, string>> = { earliest_time: "00:00", latest_time: "23:59" };

/** "Mon" */
export const weekdayShort = (name: string): string =>
  `${name.slice(0, 1).toUpperCase()}${name.slice(1, 3)}`;

/** What a series of so many is wished like, unless somebody says otherwise. */
export const usualWish = (count: number, earliestDay: string): TypedWish => ({
  weekdays: WEEK,
  count: String(count),
  earliest_day: earliestDay,
  earliest_time: "",
  latest_time: "",
  least_days_between: "2",
  most_days_between: "4",
  within_days: "21",
});

/** The wish to send, without the limits `left` out. */
export function sentWish(typed: TypedWish, left: readonly Limit[] = []): SentWish {
  const wish: SentWish = { weekdays: typed.weekdays };
  for (const name of LIMITS)
    if (typed[name] !== "" && !left.includes(name))
      wish[name] = NUMBERS.has(name) ? Number(typed[name]) : typed[name];
  return wish;
}

/** A wish of the API as it stands in the form. */
export function typedWish(wish: Schemas["SeriesWish"]): TypedWish {
  const typed = usualWish(wish.count, wish.earliest_day);
  for (const name of LIMITS) {
    const value = String(wish[name]);
    const plain = name.endsWith("_time") ? value.slice(0, 5) : value;
    typed[name] = plain === ANY_TIME[name] ? "" : plain;
  }
  return { ...typed, weekdays: wish.weekdays };
}

/** The weekdays with one of them taken in or out, in the order of the week. */
export const withWeekday = (days: readonly Weekday[], day: Weekday, is: boolean): Weekday[] =>
  WEEK.filter((each) => (each === day ? is : days.includes(each)));
