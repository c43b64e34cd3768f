// Which slot somebody can have who walks in. Pure.

import type { Place } from "../sheet";
import { earliest } from "./next-expected";

const JUST_STARTED = 15 * 60000; // milliseconds

/** The first of those that can be had which has just started, or has yet to start. */
export const firstSlotNow = (open: readonly Place[], now: number): Place | null =>
  earliest(open.filter(({ slot }) => Date.parse(slot.starts_at) >= now - JUST_STARTED));
