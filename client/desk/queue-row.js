// A line of the queue. It is changed in place, so that focus and selection stay where they are.

import { bySaid, reasonSaid, sourceSaid } from "./call-words";
import { desk } from "./desk";
import { h } from "./dom";
import { promiseState } from "./promise";
import { session } from "./session";
import { clock, day, localDate } from "../shared/time";

const WAITS = {
  snooze: "Put off until",
  "next-attempt": "Next try",
  "legal-hours": "Too early or late there: not before",
  "wished-window": "Wished: not before",
};

/** Set text only if it differs: what is being read or selected is left alone. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** An instant as short as it can be told today. */
export function shortly(at, now) {
  const { zone } = desk.location;
  const today = localDate(at, zone) === localDate(now, zone);
  return today ? clock(at, zone) : `${day(at, zone)}, ${clock(at, zone)}`;
}

/** A line: {element, button, entry, show(entry), tick(now)}. `chosen(entry)` when it is pressed. */
export function queueRow(chosen) {
  const parts = {
    promise: h("span", { class: "promise" }),
    by: h("span", { class: "by small" }),
    mark: h("span", { class: "badge", hidden: true }),
    name: h("bdi", { class: "name" }),
    reason: h("bdi", { class: "reason" }),
    more: h("span", { class: "small quiet" }),
    holder: h("span", { class: "badge", hidden: true }),
  };
  const button = h(
    "button",
    { type: "button", class: "entry", tabindex: "-1", on: { click: () => chosen(row.entry) } },
    h("span", { class: "when" }, parts.promise, " ", parts.by),
    h(
      "span",
      { class: "who" },
      h("span", { class: "row tight" }, parts.mark, " ", parts.name, " ", parts.holder),
      " ",
      parts.reason,
      " ",
      parts.more,
    ),
  );
  const row = {
    element: h("li", {}, button),
    button,
    entry: null,
    show(entry) {
      row.entry = entry;
      showEntry(parts, button, entry);
      row.tick(Date.now());
    },
    tick: (now) => showTime(parts, button, row.entry, now),
  };
  return row;
}

function showEntry({ mark, name, reason, more, holder }, button, entry) {
  const tries = entry.attempts === 1 ? "1 attempt" : `${entry.attempts} attempts`;
  put(name, entry.first_name || "No name");
  put(reason, reasonSaid(entry.reason));
  put(more, entry.attempts ? `${sourceSaid(entry.source)} · ${tries}` : sourceSaid(entry.source));
  mark.hidden = entry.urgency === "routine";
  mark.className = `badge ${entry.urgency === "crisis" ? "crisis" : "soon"}`;
  put(mark, entry.urgency === "crisis" ? "Crisis" : "Urgent");
  button.dataset.urgency = entry.urgency;
  button.dataset.with = !entry.claimed_by ? "" : isMine(entry) ? "you" : "colleague";
  holder.hidden = !entry.claimed_by;
  put(holder, entry.claimed_by ? `With ${bySaid(entry.claimed_by)}` : "");
}

const isMine = (entry) => entry.claimed_by === session()?.staff.staff_id;

function showTime({ promise, by }, button, entry, now) {
  if (waitsStill(entry, now)) {
    button.dataset.promise = "waits";
    const from = entry.callable_from;
    put(promise, from ? shortly(from, now) : "Not callable now");
    put(
      by,
      from ? (WAITS[entry.held_back_by] ?? "Not before") : "No hour is right in all their zones",
    );
    return;
  }
  const state = promiseState(entry.requested_at, entry.respond_by, now);
  button.dataset.promise = state.kind;
  put(promise, state.words);
  put(by, `by ${shortly(entry.respond_by, now)}`);
}

/** Not to be called yet? The moment it may be, the clock shows its promise, without asking. */
function waitsStill(entry, now) {
  if (entry.callable || entry.claimed_by) return false;
  return !entry.callable_from || Date.parse(entry.callable_from) > now;
}
