// The clock of a promise: what it says, and when it turns amber and red. Pure.

import { span } from "../shared/time";

const MINUTE = 60000; // milliseconds

export interface PromiseState {
  kind: "fine" | "soon" | "late";
  words: string;
}

/**
 * How a promise stands. It is `late` once it is over, and `soon` in its last quarter, which counts
 * as 15 minutes at least and an hour at most: nights are part of a promise.
 */
export function promiseState(requestedAt: string, respondBy: string, now: number): PromiseState {
  const end = Date.parse(respondBy);
  const left = end - now;
  if (left < 0) return { kind: "late", words: `Overdue by ${span(Math.ceil(-left / MINUTE))}` };
  const quarter = (end - Date.parse(requestedAt)) / 4;
  const near = Math.min(Math.max(quarter, 15 * MINUTE), 60 * MINUTE);
  const words = `in ${span(Math.floor(left / MINUTE))}`;
  return left <= near ? { kind: "soon", words: `Soon: ${words}` } : { kind: "fine", words };
}
