// What others do meanwhile: looked at every few seconds while somebody looks at this page.

import { Problem, Unreached } from "./api";

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

/** Tell what a look's failure means: no connection, or a fault of ours. */
function noteFailure(failure: unknown): void {
  if (failure instanceof Unreached) nowConnected(false);
  else if (!(failure instanceof Problem)) console.error(failure);
}

/**
 * Run `look` now and then every `milliseconds`, one after the other, while the page is to be seen.
 * A look that fails is not the last one.
 */
export function every(milliseconds: number, look: () => unknown): Poll {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let wanted = false;
  let stopped = false;

  async function turn(): Promise<void> {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      wanted = true;
      return;
    }
    running = true;
    try {
      await look();
      nowConnected(true);
    } catch (failure) {
      noteFailure(failure);
    }
    running = false;
    const soon = wanted;
    wanted = false;
    if (soon) return turn();
    if (!stopped && !document.hidden) timer = setTimeout(turn, milliseconds);
  }

  const seen = () => {
    if (!document.hidden) turn();
  };
  document.addEventListener("visibilitychange", seen);
  window.addEventListener("online", seen);
  turn();
  return {
    again: turn,
    stop() {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("online", seen);
    },
  };
}
