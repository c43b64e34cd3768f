// How many of a day's slots are in which state. Pure.

import { type DaySheet, placesOf, stateOf } from "../sheet";
import { t, tn } from "../words";

const COUNTED = [
  "booked",
  "arrived",
  "fulfilled",
  "noshow",
  "held",
  "free",
  "released",
  "blocked",
] as const;

export type CountedState = (typeof COUNTED)[number];

/** The states that there are, each with its number, in the order of a visit. */
export function countStates(sheet: Pick<DaySheet, "bays">): [CountedState, number][] {
  const states = placesOf(sheet).map(({ slot }) => stateOf(slot));
  const tally = COUNTED.map((state): [CountedState, number] => [
    state,
    states.filter((each) => each === state).length,
  ]);
  return tally.filter(([, count]) => count > 0);
}

/** "3 upcoming" */
export const countWords = (state: CountedState, count: number): string =>
  state === "noshow" ? tn("day.count.noshow", count) : t(`day.count.${state}`, { count });
