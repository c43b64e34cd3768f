// A way back from what was just done: one key takes it back, once, however often it is pressed.

import { explain, offer } from "./say";
import { isUnsure } from "./writes";

const KEY = "z";

interface Done<Answer> {
  /** What was done. */
  said: string;
  /** What the way back is called. */
  words: string;
  /** True where something else goes first; that is said. */
  isHindered?(): boolean;
  /** Take it back. Sent again after a lost answer, it is done once. */
  back(): Promise<Answer>;
  /** Called once it is taken back, with the answer. */
  onBack(answer: Answer): void | Promise<void>;
}

/** Say what was done, and offer the way back. */
export function offerWayBack<Answer>(done: Done<Answer>): void {
  const { said, words, isHindered, back, onBack } = done;
  let isUnderWay = false;
  let wrong: (() => void) | null = null; // puts away what went wrong before

  async function act(): Promise<void> {
    if (isUnderWay || isHindered?.()) return;
    isUnderWay = true;
    offered.stay();
    wrong?.();
    try {
      const answer = await back();
      offered.away();
      await onBack(answer);
    } catch (failure) {
      if (!isUnsure(failure)) offered.away();
      wrong = explain(failure);
    }
    isUnderWay = false;
  }

  const offered = offer(said, { words, key: KEY, act });
}
