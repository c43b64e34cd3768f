// Where the arrow keys lead to on the day. Pure.

import type { Place } from "../sheet";

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

const startOf = ({ slot }: Place): number => Date.parse(slot.starts_at);

/**
 * Where a key leads to from `here`: along the bay, or to the slot of the next bay nearest in time.
 * `open` are the places that can be chosen, in order of time; `bays` stand from left to right.
 */
export function nextPlace(
  key: string,
  here: Place,
  open: readonly Place[],
  bays: readonly string[],
): Place | null {
  const step = STEPS[key];
  if (step) return placeBeside(step, here, open, bays);
  const inBay = open.filter(({ bay }) => bay.bay === here.bay.bay);
  if (key === "Home") return inBay[0] ?? null;
  if (key === "End") return inBay.at(-1) ?? null;
  if (key === "ArrowDown") return inBay.find((each) => startOf(each) > startOf(here)) ?? null;
  if (key === "ArrowUp") return inBay.findLast((each) => startOf(each) < startOf(here)) ?? null;
  return null;
}

function placeBeside(
  step: number,
  here: Place,
  open: readonly Place[],
  bays: readonly string[],
): Place | null {
  for (let turn = bays.indexOf(here.bay.bay) + step; bays[turn]; turn += step) {
    const beside = open.filter(({ bay }) => bay.bay === bays[turn]);
    const nearest = nearestBy(beside, (each) => Math.abs(startOf(each) - startOf(here)));
    if (nearest) return nearest;
  }
  return null;
}

/** The first of those that are least far. */
export function nearestBy(places: readonly Place[], far: (place: Place) => number): Place | null {
  return places.reduce<Place | null>(
    (best, each) => (best && far(best) <= far(each) ? best : each),
    null,
  );
}
