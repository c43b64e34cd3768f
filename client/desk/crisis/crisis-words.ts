// What is said of callers in crisis: how many wait, where, for how long; what was done. Pure.

import type { Schemas } from "../../shared/api";
import { span } from "../../shared/time";
import { t, tn } from "../words";

type Waiting = Pick<Schemas["CrisesHere"], "waiting" | "more" | "since">;

const MINUTE = 60000; // milliseconds

/** How many wait at all locations together. */
export const inAll = (locations: readonly Pick<Waiting, "waiting">[]): number =>
  locations.reduce((sum, { waiting }) => sum + waiting, 0);

/** "12 min": by the clock, whatever the clinic's hours. */
export const waitedSaid = (since: string, now: number): string =>
  span(Math.max(0, Math.floor((now - Date.parse(since)) / MINUTE)));

/** What the banner says of a location; nothing where nobody waits. */
export function noticeSaid({ waiting, more, since }: Waiting, location: string, now: number) {
  if (!waiting) return "";
  const count = `${waiting}${more ? "+" : ""}`;
  const waited = since ? waitedSaid(since, now) : "";
  return tn("crisis.notice", waiting, { location, count, waited });
}

export type Done = NonNullable<Schemas["AttemptIn"]["done"]>;

/** What can have been done for somebody in danger, the commonest first. */
export const DONE: readonly Done[] = [
  "spoke-not-in-danger",
  "handed-to-988",
  "emergency-called",
  "welfare-check",
  "other",
];

export const doneSaid = (done: string): string =>
  (DONE as readonly string[]).includes(done) ? t(`crisis.done.${done as Done}`) : done;
