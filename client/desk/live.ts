// What others do meanwhile: looked at again and again, as often as somebody needs it.

import { Problem, Unreached } from "./api";
import { type Care, dueIn, isSeen, pauseAfter, pauseFor } from "./look-rules";
import { onChange, presence } from "./presence";

const listeners = new Set<(connected: boolean) => void>();
let connected = true;

/** `act(connected)` whenever the connection is lost or comes back. */
export function onConnection(act: (connected: boolean) => void): () => void {
  listeners.add(act);
  return () => listeners.delete(act);
}

function nowConnected(is: boolean): void {
  if (is === connected) return;
  connected = is;
  for (const act of listeners) act(is);
}

export interface Poll {
  /** Look at once. */
  again(): Promise<void>;
  stop(): void;
}

export interface Looking {
  care?: Care;
  /** A number from 0 to 1, another one each time. */
  chance?: () => number;
}

/** Tell what a look's failure means: no connection, or a fault of ours. */
function noteFailure(failure: unknown): void {
  if (failure instanceof Unreached) nowConnected(false);
  else if (!(failure instanceof Problem)) console.error(failure);
}

/**
 * Run `look` now and again and again, one after the other, in the pauses that the rules give. A
 * look that fails is not the last one; whoever returns to the page has it looked at at once. A look
 * that gives false asked nobody, and tells nothing of the connection.
 */
export function every(
  look: () => unknown,
  { care = "close", chance = Math.random }: Looking = {},
): Poll {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let wanted = false;
  let stopped = false;
  let failures = 0; // in a row
  let ended = 0; // when the last look did

  async function turn(): Promise<void> {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      wanted = true;
      return;
    }
    running = true;
    try {
      const looked = await look();
      failures = 0;
      if (looked !== false) nowConnected(true);
    } catch (failure) {
      failures += 1;
      noteFailure(failure);
    }
    running = false;
    ended = Date.now();
    const soon = wanted;
    wanted = false;
    if (soon) return turn();
    plan();
  }

  function plan(): void {
    clearTimeout(timer);
    if (stopped || running) return;
    const pause = pauseAfter(failures, pauseFor(care, presence()), chance());
    timer = setTimeout(turn, dueIn(pause, ended, Date.now()));
  }

  const forget = onChange(() => {
    if (failures && isSeen(presence())) turn();
    else plan();
  });
  turn();
  return {
    again: turn,
    stop() {
      stopped = true;
      clearTimeout(timer);
      forget();
    },
  };
}
