// Times as visitors' pages say them: in the location's time and, where it differs, in their own. Pure.

import { clock, format, type Instant, zoneName } from "../shared/time";

export interface Reader {
  /** "en-US", "es-US" */
  locale: string;
  /** The zone of the reader's own clock. */
  zone: string;
}

const LONG = { weekday: "long", month: "long", day: "numeric" } as const;

/** "Tuesday, November 24", or as the options say. */
export const saidDay = (
  at: Instant,
  zone: string,
  locale: string,
  options: Intl.DateTimeFormatOptions = LONG,
): string => format(zone, options, locale).format(new Date(at));

/** "Tuesday, November 24, 2:00 pm EST" */
export const saidWhen = (at: Instant, zone: string, locale: string): string =>
  `${saidDay(at, zone, locale)}, ${clock(at, zone, locale)} ${zoneName(at, zone, locale)}`;

const MINUTE = 60_000; // milliseconds

/** The end of a promise; a started minute counts whole, so that it is the same wherever it is read. */
export const saidPromise = (at: Instant, zone: string, locale: string): string =>
  saidWhen(Math.ceil(new Date(at).getTime() / MINUTE) * MINUTE, zone, locale);

/** The same instant by the reader's own clock, where that reads otherwise; else nothing. */
export function ownTime(at: Instant, zone: string, reader: Reader): string {
  const { locale, zone: own } = reader;
  const day = { weekday: "short", month: "numeric", day: "numeric" } as const;
  const sameDay = saidDay(at, zone, locale, day) === saidDay(at, own, locale, day);
  const time = clock(at, own, locale);
  if (sameDay && time === clock(at, zone, locale)) return "";
  return sameDay ? time : `${saidDay(at, own, locale, { weekday: "short" })} ${time}`;
}

/** The own time with its zone: "1:00 pm CST"; else nothing. */
export function ownTimeAndZone(at: Instant, zone: string, reader: Reader): string {
  const own = ownTime(at, zone, reader);
  return own && `${own} ${zoneName(at, reader.zone, reader.locale)}`;
}

/** "Los Angeles": the city that a zone is named for. */
export const cityOf = (zone: string): string => zone.split("/").pop()?.replaceAll("_", " ") ?? "";

/** "November 23 – 29": the first and last of some dates. */
export const saidDates = (first: string, last: string, locale: string): string =>
  format("UTC", { month: "long", day: "numeric" }, locale).formatRange(
    new Date(noonOf(first)),
    new Date(noonOf(last)),
  );

/** An instant of a date that is of this date in UTC, too. */
export const noonOf = (date: string): string => `${date}T12:00Z`;
