// The instant that a clock on a location's wall shows. Pure.

import { localDate, localMinute } from "./time";

const DAY = 86400000; // milliseconds

/**
 * The instant at which a wall clock in `zone` shows `date` ("2027-03-14") and `time` ("09:30"), in
 * UTC. A time that comes twice is meant once, the first time; one that is left out gives null.
 */
export function instantOf(date: string, time: string, zone: string): string | null {
  const shown = Date.parse(`${date}T${time}Z`);
  const offsets = [shown - DAY, shown + DAY].map((at) => offset(at, zone));
  const found = offsets
    .map((ahead) => shown - ahead)
    .sort((one, other) => one - other)
    .find((at) => at + offset(at, zone) === shown);
  return found === undefined ? null : new Date(found).toISOString();
}

/** By how much the wall is ahead of UTC, in milliseconds; whole minutes. */
function offset(at: number, zone: string): number {
  const wall = Date.parse(`${localDate(at, zone)}T00:00Z`) + localMinute(at, zone) * 60000;
  return wall - Math.floor(at / 60000) * 60000;
}
