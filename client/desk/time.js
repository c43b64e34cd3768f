// Instants as the desk reads them: in the time of a location, whatever this machine's zone is.

const cache = new Map();

function format(zone, options) {
  const name = zone + JSON.stringify(options);
  if (!cache.has(name)) cache.set(name, new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }));
  return cache.get(name);
}

/** "2:30 PM" */
export const clock = (at, zone) =>
  format(zone, { hour: "numeric", minute: "2-digit" }).format(new Date(at));

/** "Tue, Nov 24" */
export const day = (at, zone) =>
  format(zone, { weekday: "short", month: "short", day: "numeric" }).format(new Date(at));

/** "Tue, Nov 24, 2:30 PM" */
export const dayAndClock = (at, zone) => `${day(at, zone)}, ${clock(at, zone)}`;

/** "EST": what the zone is called at that instant. */
export const zoneName = (at, zone) =>
  format(zone, { timeZoneName: "short" })
    .formatToParts(new Date(at))
    .find((part) => part.type === "timeZoneName").value;

/** The location's own date: "2026-11-24". */
export function localDate(at, zone) {
  const parts = format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(
    new Date(at),
  );
  const of = (type) => parts.find((part) => part.type === type).value;
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** Minutes of the location's day: 870 for half past two in the afternoon. */
export function localMinute(at, zone) {
  const parts = format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(
    new Date(at),
  );
  const of = (type) => Number(parts.find((part) => part.type === type).value);
  return of("hour") * 60 + of("minute");
}

/** The date so many days on: dates are counted, not hours. */
export function addDays(date, days) {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** A date as people say it: "Tuesday, November 24". */
export const dateSaid = (date) =>
  format("UTC", { weekday: "long", month: "long", day: "numeric" }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** "in 12 min", "3 h 5 min ago", "now" */
export function fromNow(at, now = Date.now()) {
  const minutes = Math.round((new Date(at).getTime() - now) / 60000);
  if (minutes === 0) return "now";
  return minutes > 0 ? `in ${span(minutes)}` : `${span(-minutes)} ago`;
}

/** "45 min", "3 h 5 min", "2 days" */
export function span(minutes) {
  if (minutes < 60) return `${minutes} min`;
  if (minutes >= 48 * 60) return `${Math.round(minutes / 1440)} days`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ""}`;
}
