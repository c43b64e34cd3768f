// Instants as people read them: in the time of a location, whatever this machine's zone is. Pure.

export type Instant = string | number;
/** An instant as the API writes it ("2026-11-30T15:00:00Z"), or in milliseconds. */

const AMERICAN = "en-US"; // where nothing else is said

const cache = new Map<string, Intl.DateTimeFormat>();

/** The format of a zone and a locale; made once, since making one is slow. */
export function format(
  zone: string,
  options: Intl.DateTimeFormatOptions,
  locale = AMERICAN,
): Intl.DateTimeFormat {
  const name = locale + zone + JSON.stringify(options);
  let made = cache.get(name);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    cache.set(name, made);
  }
  return made;
}

/** One part of an instant, by its type: "hour", "timeZoneName" … */
function part(
  at: Instant,
  zone: string,
  type: string,
  options: Intl.DateTimeFormatOptions,
  locale = AMERICAN,
): string {
  const parts = format(zone, options, locale).formatToParts(new Date(at));
  return parts.find((each) => each.type === type)?.value ?? "";
}

/** "2:30 pm"; in Spanish "2:30 p. m.", the half in one piece. */
export const clock = (at: Instant, zone: string, locale = AMERICAN): string =>
  format(zone, { hour: "numeric", minute: "2-digit" }, locale)
    .formatToParts(new Date(at))
    .map(({ type, value }) => (type === "dayPeriod" ? half(value) : value.replace(/\s/g, " ")))
    .join("");

/** Half a day as the server says it: "pm", or "p. m." without a break. */
const half = (said: string): string =>
  said
    .toLowerCase()
    .replace(/\s/g, "")
    .replace(/\.(?=\w)/, ".\u00a0");

/** "2:30": where it is plain which half of the day is meant. */
export const shortClock = (at: Instant, zone: string): string =>
  clock(at, zone).replace(/ [ap]m$/, "");

/** "Tue, Nov 24" */
export const day = (at: Instant, zone: string): string =>
  format(zone, { weekday: "short", month: "short", day: "numeric" }).format(new Date(at));

/** "Tue, Nov 24, 2:30 pm" */
export const dayAndClock = (at: Instant, zone: string): string =>
  `${day(at, zone)}, ${clock(at, zone)}`;

/** "EST": the zone's short name at that instant. */
export const zoneName = (at: Instant, zone: string, locale = AMERICAN): string =>
  part(at, zone, "timeZoneName", { timeZoneName: "short" }, locale);

/** The location's own date: "2026-11-24". */
export function localDate(at: Instant, zone: string): string {
  const options = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const of = (type: string) => part(at, zone, type, options);
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** Minutes of the location's day: 870 for half past two in the afternoon. */
export function localMinute(at: Instant, zone: string): number {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return Number(part(at, zone, "hour", options)) * 60 + Number(part(at, zone, "minute", options));
}

/** The date so many days on: dates are counted, not hours. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The weekday of a date: "Tuesday". */
export const weekdaySaid = (date: string): string =>
  format("UTC", { weekday: "long" }).format(new Date(`${date}T00:00:00Z`));

/** A date as people say it: "Tuesday, November 24". */
export const dateSaid = (date: string): string =>
  format("UTC", { weekday: "long", month: "long", day: "numeric" }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** A day of birth as people say it: "April 5, 1988". */
export const bornSaid = (date: string): string =>
  format("UTC", { year: "numeric", month: "long", day: "numeric" }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** "in 12 min", "3 h 5 min ago", "now" */
export function fromNow(at: Instant, now: number = Date.now()): string {
  const minutes = Math.round((new Date(at).getTime() - now) / 60000);
  if (minutes === 0) return "now";
  return minutes > 0 ? `in ${span(minutes)}` : `${span(-minutes)} ago`;
}

/** "45 min", "3 h 5 min", "2 days" */
export function span(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  if (minutes >= 48 * 60) return `${Math.round(minutes / 1440)} days`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ""}`;
}
