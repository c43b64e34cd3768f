// The days of several locations as one. Pure.

import type { Schemas } from "../../shared/api";
import type { Report } from "./read-report";
import type { Chairs, Promises } from "./sum-up";

type PromiseDay = Schemas["ServiceLevelDay"];
type ChairDay = Schemas["DayFigures"];

/** The figures of the whole report, day by day. */
export interface Together {
  promises: Promises;
  chairs: Chairs | null;
  /** False where waits of several locations would have to be made one: a median of medians is none. */
  hasWaits: boolean;
}

/** All its locations together; each has the same days in the same order. */
export function allTogether({ parts }: Report): Together {
  const chairs = parts.map((part) => part.chairs ?? []);
  return {
    promises: byDay(parts.map((part) => part.promises)).map(promisesTogether),
    chairs: parts.some((part) => part.chairs) ? byDay(chairs).map(chairsTogether) : null,
    hasWaits: parts.length === 1,
  };
}

/** For each day, what the locations have of it. */
const byDay = <Day>(lists: readonly (readonly Day[])[]): Day[][] =>
  (lists[0] ?? []).map((_, at) => lists.flatMap((list) => list[at] ?? []));

function promisesTogether(days: readonly PromiseDay[]): PromiseDay {
  const [first, ...others] = days as [PromiseDay, ...PromiseDay[]];
  return others.reduce(
    (sum, day) => ({
      ...summed(sum, day, ["promised", "kept", "broken", "pending"]),
      oldest_promise: [sum.oldest_promise, day.oldest_promise].flatMap((at) => at ?? []).sort()[0],
    }),
    first,
  );
}

function chairsTogether(days: readonly ChairDay[]): ChairDay {
  const [first, ...others] = days as [ChairDay, ...ChairDay[]];
  const sum = others.reduce(
    (all, day) => ({
      ...summed(all, day, COUNTS),
      appointments: summed(all.appointments, day.appointments, STATES),
    }),
    first,
  );
  if (!others.length) return sum;
  const { minutes_bookable: offered, minutes_booked: booked } = sum;
  return { ...sum, utilisation: offered ? booked / offered : undefined };
}

const STATES = ["booked", "arrived", "fulfilled", "noshow"] as const;
const COUNTS = [
  "slots",
  "slots_blocked",
  "slots_booked",
  "slots_unused",
  "minutes_bookable",
  "minutes_booked",
  "minutes_unused",
] as const;

/** The first with these numbers of both. */
function summed<Name extends string, Row extends Record<Name, number>>(
  one: Row,
  other: Row,
  names: readonly Name[],
): Row {
  const sums = names.map((name) => [name, one[name] + other[name]]);
  return { ...one, ...Object.fromEntries(sums) };
}
