// What was set aside as spam, and the person among it who was not.

import { get } from "./api";
import { spamSaid, reasonSaid } from "./call-words";
import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { messages } from "./card/as-elements";
import { explain, say } from "./say";
import { dayAndClock } from "../shared/time";
import { change } from "./writes";

/** Show the list. `queued()` when somebody of it is owed a call after all. */
export function openSpam(location, queued) {
  const list = h("ul", { class: "stack" });
  const foot = h("div", {}, h("p", { class: "quiet" }, "Reading …"));
  openDialog({
    title: "Set aside as spam",
    wide: true,
    content: [
      h(
        "p",
        { class: "quiet" },
        "Nobody is called for these. Queue whoever is a person after all.",
      ),
      list,
      foot,
    ],
  });

  async function load(cursor) {
    const more = cursor ? `?cursor=${cursor}` : "";
    try {
      const { data } = await get(`locations/${location.location_id}/spam${more}`);
      list.append(...data.entries.map((entry) => line(entry, location.zone, queued)));
      const { next_cursor: next } = data;
      const button = () =>
        h(
          "button",
          { type: "button", class: "second", on: { click: () => load(next) } },
          "Show more",
        );
      fill(
        foot,
        next
          ? button()
          : !list.children.length && h("p", { class: "quiet" }, "Nothing is set aside."),
      );
    } catch (failure) {
      const again = () => load(cursor);
      fill(
        foot,
        h("p", {}, failure.message),
        h("button", { type: "button", class: "second", on: { click: again } }, "Try again"),
      );
    }
  }
  load();
}

function line(entry, zone, queued) {
  const shown = h("div", {});
  async function look() {
    try {
      fill(shown, messages([(await get(`staff/requests/${entry.request_id}`)).data]));
    } catch (failure) {
      explain(failure);
    }
  }
  async function rescue() {
    try {
      await change(`staff/requests/${entry.request_id}/queue`);
    } catch (failure) {
      if (failure.kind !== "already-queued") return explain(failure);
    }
    const before = element.closest("dialog");
    element.remove();
    before?.querySelector("h2").focus();
    say("Queued: the promise runs from now.");
    queued();
  }
  const button = (kind, words, act) =>
    h("button", { type: "button", class: `${kind} slim`, on: { click: act } }, words);
  const element = h(
    "li",
    { class: "card stack tight" },
    h(
      "p",
      {},
      h("bdi", { class: "name" }, entry.first_name || "No name"),
      ` – ${reasonSaid(entry.service_id)}`,
    ),
    h(
      "p",
      { class: "small quiet" },
      `${dayAndClock(entry.received_at, zone)} · ${spamSaid(entry.spam)}`,
    ),
    h(
      "div",
      { class: "row" },
      button("second", "Look", look),
      button("first", "Queue after all", rescue),
    ),
    shown,
  );
  return element;
}
