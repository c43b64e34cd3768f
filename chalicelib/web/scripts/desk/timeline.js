// What happened, newest first, as the desk reads it.

import { get } from "./api.js";
import { desk } from "./desk.js";
import { fill, h } from "./dom.js";
import { explain } from "./say.js";
import { session } from "./session.js";
import { dayAndClock } from "./time.js";

const KINDS = {
  contact: "Contact",
  "consultation-request": "Request",
  callback: "Call owed",
  appointment: "Visit",
  waitlist: "Waitlist",
};
const LEFT_OUT = new Set(["of", "callback_id"]); // ids, which tell nobody anything

/** The pages of a timeline, each asked for when it is wanted. */
export function timeline(path) {
  const list = h("ol", { class: "events" });
  const more = h("button", { type: "button", class: "second", hidden: true }, "Earlier");
  let cursor = null;

  async function page() {
    more.disabled = true;
    try {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
      const { data } = await get(path + query);
      list.append(...data.entries.map((entry) => line(entry, KINDS[entry.kind] ?? entry.kind)));
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
  return [list, more];
}

/** The history of one thing, as it is given. */
export function history(events) {
  const newest = [...events].reverse();
  return fill(
    h("ol", { class: "events" }),
    newest.map((event) => line(event)),
  );
}

function line(event, kind = null) {
  const details = Object.entries(event.details ?? {}).filter(([name]) => !LEFT_OUT.has(name));
  return h(
    "li",
    {},
    h(
      "time",
      { datetime: event.at, class: "quiet small" },
      dayAndClock(event.at, desk.location.zone),
    ),
    h(
      "span",
      {},
      kind && h("b", {}, `${kind}: `),
      said(event.what),
      " ",
      h("span", { class: "quiet" }, by(event.by)),
    ),
    details.map(([name, value]) =>
      h(
        "span",
        { class: "text small" },
        h("span", { class: "quiet" }, `${said(name)}: `),
        told(name, value),
      ),
    ),
  );
}

const said = (word) => String(word).replaceAll(/[-_]/g, " ");

function told(name, value) {
  if (name === "reason" && desk.service(value)) return desk.service(value).name;
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? dayAndClock(text, desk.location.zone) : text;
}

/** Who did it: this person, the visitor, a job, or somebody else of the staff. */
function by(who) {
  if (who === session()?.staff.staff_id) return "by you";
  if (who === "visitor") return "by the visitor";
  return /^[a-z]+(-[a-z]+)+$/.test(who) ? `by itself (${said(who)})` : "by a colleague";
}
