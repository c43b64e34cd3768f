// Which slot somebody can have who walks in. Pure.

import { canBegin, type Place } from "../sheet";
import { earliest } from "./next-expected";

/** The first of those that can be had which has just started, or has yet to start. */
export const firstSlotNow = (open: readonly Place[], now: number): Place | null =>
  earliest(open.filter(({ slot }) => canBegin(slot.starts_at, now)));
