// A way back from what was just done: one key takes it back, once, however often it is pressed.

import { explain, offer, say } from "./say";
import { isUnsure } from "./writes";

const KEY = "z";

interface Done {
  /** What was done. */
  said: string;
  /** What the way back is called. */
  words: string;
  /** Take it back. Sent again after a lost answer, it is done once. */
  back(): Promise<unknown>;
  /** What is said once it is taken back. */
  undone: string;
  /** Called once it is taken back. */
  changed(): void;
}

/** Say what was done, and offer the way back. */
export function offerWayBack({ said, words, back, undone, changed }: Done): void {
  let isUnderWay = false;
  let wrong: (() => void) | null = null; // puts away what went wrong before

  async function act(): Promise<void> {
    if (isUnderWay) return;
    isUnderWay = true;
    offered.stay();
    wrong?.();
    try {
      await back();
      offered.away();
      say(undone);
      changed();
    } catch (failure) {
      if (!isUnsure(failure)) offered.away();
      wrong = explain(failure);
    }
    isUnderWay = false;
  }

  const offered = offer(said, { words, key: KEY, act });
}
