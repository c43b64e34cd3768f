// What others do meanwhile: looked at every few seconds while somebody looks at this page.

import { Unreached } from "./api.js";

const listeners = new Set();
let connected = true;

/** `act(connected)` whenever the connection is lost or comes back. */
export function onConnection(act) {
  listeners.add(act);
  return () => listeners.delete(act);
}

function nowConnected(is) {
  if (is === connected) return;
  connected = is;
  for (const act of listeners) act(is);
}

/**
 * Run `look` now and then every `milliseconds`, one after the other, while the page is to be seen.
 * Gives `{stop, again}`; `again()` looks at once. A look that fails is not the last one.
 */
export function every(milliseconds, look) {
  let timer = null;
  let running = false;
  let wanted = false;
  let stopped = false;

  async function turn() {
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
      if (failure instanceof Unreached) nowConnected(false);
      else if (!("status" in failure)) console.error(failure);
    }
    running = false;
    const soon = wanted;
    wanted = false;
    if (soon) return turn();
    if (!stopped && !document.hidden) timer = setTimeout(turn, milliseconds);
  }

  const seen = () => !document.hidden && turn();
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
