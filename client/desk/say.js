// What the desk is told: read out by screen readers, and shown for a while at the foot of the page.

import { fill, h } from "./dom.js";

const SHOWN_FOR = 6000; // milliseconds; what went wrong stays until it is put away

const polite = h("div", { class: "unseen", role: "status" });
const urgent = h("div", { class: "unseen", role: "alert" });
const shown = h("div", { class: "said" });
document.body.append(polite, urgent, shown);

/** Something happened as it should. */
export function say(text) {
  fill(polite, text);
  const line = put(text, "good");
  setTimeout(() => line.remove(), SHOWN_FOR);
}

/** Something went wrong and somebody has to know. Gives what puts it away, once it is over. */
export function warn(text) {
  fill(urgent, text);
  const line = put(text, "bad");
  return () => line.remove();
}

/** Say why a call failed, in its own words. */
export function explain(failure) {
  warn(failure.message || "Something went wrong.");
  if (!("status" in failure) && failure.name !== "Error") console.error(failure);
}

function put(text, kind) {
  for (const line of [...shown.children]) if (line.dataset.text === text) line.remove();
  const away = h("button", { type: "button", class: "plain", "aria-label": "Put away" }, "✕");
  const line = h("div", { class: `line ${kind}`, data: { text } }, h("span", {}, text), away);
  away.addEventListener("click", () => line.remove());
  shown.append(line);
  while (shown.children.length > 4) shown.firstElementChild.remove();
  return line;
}
