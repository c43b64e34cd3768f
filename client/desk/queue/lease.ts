// The rules of a claim: when it is renewed, when its end is told, what ends it. Pure.

import type { Schemas } from "../../shared/api";
import { Problem } from "../api";

const RENEW_AFTER = 60000; // milliseconds
const NEARLY_OVER = 120000;
const SETTLING = 3000; // so long may the list lag behind a claim

/** How a claim ended: the lease ran out, somebody closed the callback, or it is no longer there. */
export type Ended = "lost" | "closed" | "gone";

const ENDED_BY: Record<string, Ended> = {
  "claim-lost": "lost",
  token: "lost",
  "callback-closed": "closed",
};

/** A claim as the rules look at it; instants in milliseconds, or as the API writes them. */
export interface Lease {
  until: string;
  renewedAt: number;
  /** It could not be renewed just now. */
  unsure: boolean;
  /** That it is nearly over was told. */
  warned: boolean;
}

/** The next step for a claim, `active` being when somebody last did something here. */
export function stepFor(lease: Lease, now: number, active: number): "lose" | "renew" | "warn" | "" {
  const left = Date.parse(lease.until) - now;
  if (left <= 0) return "lose";
  const isDue = now - lease.renewedAt >= RENEW_AFTER && active > lease.renewedAt;
  if (isDue || lease.unsure) return "renew";
  return left > NEARLY_OVER || lease.warned ? "" : "warn";
}

/** How a claim ended, by what the API answered; null if the answer says no such thing. */
export function endedBy(failure: unknown): Ended | null {
  if (!(failure instanceof Problem)) return null;
  return failure.status === 404 ? "gone" : (ENDED_BY[failure.kind] ?? null);
}

/** True once the list may be trusted to show a claim: right after one it lags behind. */
export const isSettled = (lease: Lease, now: number): boolean => now - lease.renewedAt >= SETTLING;

type Shown = Pick<Schemas["QueueEntry"], "claimed_by" | "urgency" | "respond_by">;
type Known = Pick<Schemas["CallbackCard"], "urgency" | "respond_by">;

/** True if the list shows something else of a callback in hand than its card does. */
export const differs = (entry: Shown | undefined, card: Known, staffId: string): boolean =>
  entry?.claimed_by !== staffId ||
  entry.urgency !== card.urgency ||
  entry.respond_by !== card.respond_by;
