// What is shown goes on being shown while it cannot be read anew: why, and since when.

import { clock, dayAndClock, localDate } from "../shared/time";
import { Problem, Unreached } from "./api";
import { t } from "./words";

/** What is missing: the way to the clinic's server, or its answers. */
export type Cause = "internet" | "server";

export interface Loss {
  cause: Cause;
  /** When what is shown was last seen as it was, in milliseconds; null when it never was. */
  asOf: number | null;
}

/** Why it could not be read; null for a refusal that has a meaning of its own. */
export function causeOf(failure: unknown): Cause | null {
  if (failure instanceof Unreached) return "internet";
  return failure instanceof Problem && failure.status >= 500 ? "server" : null;
}

/** "No internet. As of 9:42 am." */
export function lossSaid({ cause, asOf }: Loss, zone: string, now: number = Date.now()): string {
  const why = t(`lost.${cause}`);
  return asOf === null ? why : `${why} ${t("lost.as_of", { when: momentSaid(asOf, zone, now) })}`;
}

/** A time of today's as its clock shows it, any other with its day. */
export const momentSaid = (at: number, zone: string, now: number): string =>
  localDate(at, zone) === localDate(now, zone) ? clock(at, zone) : dayAndClock(at, zone);
