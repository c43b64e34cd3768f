// Automatic logoff: a screen that nobody uses warns, and is then locked.

import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { onTold, tell } from "./tabs";

const WARNING = 60000; // milliseconds before the end
const TELL_EVERY = 10000; // milliseconds: other tabs need not hear of each key
const UNASKED = "nobody answered";
const INPUTS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];

/**
 * Watch for input from now on. After `minutes` without any, in this tab and in others of the same
 * person, `lock()` is called; it resolves when somebody is back. `isLocked()` says whether the
 * screen is locked for another reason.
 */
export function watchIdle(minutes, lock, isLocked) {
  const limit = minutes * 60000;
  let last = Date.now();
  let told = 0;
  let timer = null;
  let warning = null;

  function here() {
    if (warning) return; // it wants an answer: a key or click that put it away would land behind it
    last = Date.now();
    if (last - told < TELL_EVERY) return;
    told = last;
    tell("here");
  }

  async function look() {
    clearTimeout(timer);
    if (isLocked()) last = Date.now();
    const left = last + limit - Date.now();
    if (left <= 0) {
      warning?.close();
      await lock();
      last = Date.now();
    } else if (left <= WARNING) {
      warning ??= warn((answer) => {
        warning = null;
        if (answer !== UNASKED) here();
      });
      warning.tell(left);
    } else {
      warning?.close();
    }
    const next = last + limit - Date.now();
    clearTimeout(timer);
    timer = setTimeout(look, next > WARNING ? next - WARNING : 1000);
  }

  for (const input of INPUTS)
    window.addEventListener(input, (event) => isInput(event) && here(), {
      capture: true,
      passive: true,
    });
  onTold("here", () => {
    last = Date.now();
    warning?.close();
  });
  // A machine that slept did not count: look as soon as it is awake.
  document.addEventListener("visibilitychange", () => !document.hidden && look());
  window.addEventListener("focus", look);
  look();
}

/** Browsers make the pointer "move" when the page moves beneath it. */
function isInput(event) {
  return event.isTrusted && !(event.type === "pointermove" && !event.movementX && !event.movementY);
}

function warn(closed) {
  const seconds = h("span", { class: "figure" });
  const stay = h("button", { type: "button", class: "first" }, "I am here");
  const { close, element } = openDialog({
    title: "Still here?",
    content: [
      h("p", {}, "This screen locks itself in ", seconds, ". What you typed is kept."),
      h("div", { class: "buttons" }, stay),
    ],
    closed,
  });
  element.setAttribute("role", "alertdialog");
  stay.addEventListener("click", () => close());
  stay.focus();
  const tellLeft = (left) => {
    const count = Math.ceil(left / 1000);
    fill(seconds, count === 1 ? "1 second" : `${count} seconds`);
  };
  return { close: () => close(UNASKED), tell: tellLeft };
}
