// What happened, newest first, as the desk reads it.

import { get } from "./api";
import { bySaid, eventSaid, kindSaid, reasonSaid, sourceSaid, titled } from "./call-words";
import { desk } from "./desk";
import { fill, h } from "./dom";
import { theirWords } from "./record";
import { explain } from "./say";
import { dayAndClock } from "../shared/time";

/** Details that the line's own words tell, and ids, which tell nobody anything. */
const TOLD = new Set(["source", "reason", "note", "disposition", "outcome", "until"]);
const IDS = new Set(["of", "callback", "callback_id", "slot", "slot_id", "claimed_by"]);
const USUAL = new Set([false, "routine"]);

/** Mere looks, which pass between nobody; they are told as a number. */
const LOOKS = new Set(["viewed", "timeline-viewed"]);

/** The pages of a timeline, each asked for when it is wanted. */
export function timeline(path) {
  const list = h("ol", { class: "timeline" });
  const more = h("button", { type: "button", class: "second start", hidden: true }, "Earlier");
  const looks = h("div", {});
  const read = [];
  let cursor = null;

  async function page() {
    more.disabled = true;
    try {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
      const { data } = await get(path + query);
      list.append(...told(data.entries).map(line));
      read.push(...data.entries);
      fill(looks, looksAt(read));
      if (!list.children.length) list.append(h("li", { class: "quiet" }, "Nothing yet."));
      cursor = data.next_cursor ?? null;
      more.hidden = !cursor;
    } catch (failure) {
      more.hidden = false;
      explain(failure);
    }
    more.disabled = false;
  }

  more.addEventListener("click", page);
  page();
  return [list, more, looks];
}

/** The history of one thing as it is given. */
export const history = (events) => [
  h("ol", { class: "timeline" }, told(events).reverse().map(line)),
  looksAt(events),
];

const told = (events) => events.filter((event) => !LOOKS.has(event.what));

function looksAt(events) {
  const looks = events.filter((event) => event.what === "viewed").length;
  const often = looks === 1 ? "once" : `${looks} times`;
  return looks > 0 && h("p", { class: "small quiet" }, `Opened by staff ${often}.`);
}

function line(event) {
  const { reason, source, note } = event.details ?? {};
  const more = [source && sourceSaid(source), reason && reasonSaid(reason)]
    .filter(Boolean)
    .join(": ");
  const when = h("time", { datetime: event.at }, dayAndClock(event.at, desk.location.zone));
  return h(
    "li",
    {},
    h(
      "span",
      {},
      event.kind && h("b", {}, `${kindSaid(event.kind)}: `),
      eventSaid(event),
      more && [" – ", h("bdi", {}, more)],
    ),
    h("span", { class: "small quiet" }, when, ` · ${bySaid(event.by)}`),
    others(event),
    note && theirWords(note),
  );
}

/** Whatever else is worth knowing; what is as it usually is, is not. */
function others({ details = {} }) {
  return Object.entries(details)
    .filter(([name, value]) => !TOLD.has(name) && !IDS.has(name) && !USUAL.has(value))
    .map(([name, value]) =>
      h(
        "span",
        { class: "small" },
        h("span", { class: "quiet" }, titled(name)),
        value !== true && [": ", h("bdi", {}, written(value))],
      ),
    );
}

function written(value) {
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? dayAndClock(text, desk.location.zone) : text;
}
