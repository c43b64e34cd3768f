// Whether somebody is at this page: when they last did something, and whether they can see it.

import { isAtWork, type Presence } from "./look-rules";

const INPUTS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "input"] as const;

let last = Date.now();
let isCovered = false;
let watching = false;
const followers = new Set<() => void>();

/** `act()` whenever somebody does something here. */
export function onInput(act: () => void): void {
  for (const input of INPUTS)
    window.addEventListener(input, (event) => isInput(event) && act(), {
      capture: true,
      passive: true,
    });
}

/** Browsers make the pointer "move" when the page moves beneath it. */
function isInput(event: Event): boolean {
  const stays =
    event instanceof PointerEvent &&
    event.type === "pointermove" &&
    !event.movementX &&
    !event.movementY;
  return event.isTrusted && !stays;
}

/** Who is here now. */
export const presence = (): Presence => ({
  idleFor: Date.now() - last,
  isHidden: document.hidden,
  isCovered,
});

/** Somebody is here. */
export function somebodyIsHere(): void {
  const wasAtWork = isAtWork(presence());
  last = Date.now();
  if (!wasAtWork) tell();
}

/** The screen is covered from now on, or no longer. */
export function nowCovered(is: boolean): void {
  isCovered = is;
  tell();
}

/**
 * `act()` when somebody is back, at the keys, at this page or at a network, or when the page is no
 * longer seen. Gives what ends that.
 */
export function onChange(act: () => void): () => void {
  watch();
  followers.add(act);
  return () => {
    followers.delete(act);
  };
}

function tell(): void {
  for (const act of [...followers]) act();
}

function watch(): void {
  if (watching) return;
  watching = true;
  onInput(somebodyIsHere);
  document.addEventListener("visibilitychange", tell);
  window.addEventListener("focus", tell);
  window.addEventListener("online", tell);
}
