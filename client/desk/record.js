// What the clinic knows of a callback: what the caller wrote, flags, what to say.

import { flagSaid, reasonSaid } from "./call-words";
import { desk } from "./desk";
import { h } from "./dom";
import { dayAndClock } from "../shared/time";

const when = (at) => h("time", { datetime: at }, dayAndClock(at, desk.location.zone));

/** What visitors typed is text, in its own direction, however long its words. */
export const theirWords = (text) => h("p", { class: "text", dir: "auto" }, text);

/** What callers wrote in the form, the newest first. */
export function messages(requests) {
  return [...requests]
    .reverse()
    .map((request) =>
      h(
        "article",
        { class: "message" },
        h(
          "p",
          { class: "small quiet" },
          `${reasonSaid(request.service_id)}, `,
          when(request.received_at),
        ),
        request.thinking_of_self_harm &&
          h("p", { class: "badge late" }, "Ticked: I am thinking of harming myself"),
        request.message ? theirWords(request.message) : h("p", { class: "quiet" }, "No message."),
        request.current_medication && [
          h("p", { class: "small quiet" }, "Medication"),
          theirWords(request.current_medication),
        ],
      ),
    );
}

/** Screening answers: for the clinician, no verdict. */
export function flags(given) {
  if (!given.length) return null;
  return [
    h("h3", {}, "For the clinician"),
    h(
      "ul",
      { class: "row" },
      [...new Set(given)].map((flag) => h("li", { class: "badge soon" }, flagSaid(flag))),
    ),
  ];
}

/** What to say, as the clinic wrote it for this kind of call. */
export function script(reason) {
  const text = desk.script(reason);
  if (!text) return null;
  const said = text.trim().split(/\n\s*\n/); // a line's end is no more than a blank
  return h(
    "details",
    { open: true },
    h("summary", {}, "What to say"),
    said.map((paragraph) => h("p", { class: "say" }, paragraph)),
  );
}
