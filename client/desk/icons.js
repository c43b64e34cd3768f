// The shapes of states, for what is not a component yet.

import { h, svg } from "./dom";
import { stateName } from "./sheet";
import { SHAPES } from "./ui/icon";

/** The shape of a state, beside its word. */
export const icon = (name) =>
  svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("path", { d: SHAPES[name] }));

/** How an appointment stands, by word, shape and color. */
export function stateBadge(status) {
  const looks = status === "cancelled" ? "blocked" : status;
  return h("span", { class: `badge is-${looks}` }, icon(looks), stateName(status));
}
