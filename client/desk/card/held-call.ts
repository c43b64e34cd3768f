// The callback in hand, as its card reads it, and what the card follows.

import { useLayoutEffect, useReducer } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { inHand, onHand } from "../claim";

export type CallbackCard = Schemas["CallbackCard"];

export interface HeldCall {
  readonly card: CallbackCard & { claim: Schemas["Claim"] };
  readonly state: "held" | "lost" | "closed" | "gone";
  /** The claim could not be renewed just now. */
  readonly unsure: boolean;
  /** What was written is on its way. */
  readonly writing: boolean;
  /** What was written got no answer yet. */
  readonly unsent: boolean;
  /** Its caller is on the line: they called. */
  readonly isOnLine: boolean;
}

/** Gives a callback in hand as it is at this moment: a component is drawn anew for another object. */
export const asItIs = ({ card, state, unsure, writing, unsent, isOnLine }: HeldCall): HeldCall => ({
  card,
  state,
  unsure,
  writing,
  unsent,
  isOnLine,
});

/**
 * Show anew whatever changes with a callback in hand, and the time; `grew()` when something came in
 * from its caller. Gives what shows it anew at once.
 */
export function useHeldCall(hand: HeldCall, grew: () => void): () => void {
  const [, showAnew] = useReducer((count: number, _: undefined) => count + 1, 0);
  const again = () => showAnew(undefined);
  useLayoutEffect(
    () =>
      onHand((what: string) => {
        if (inHand() !== hand) return; // another one is in hand, and has a card of its own
        if (what === "grew") grew();
        again();
      }),
    [hand],
  );
  return again;
}
