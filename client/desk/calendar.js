// A few weeks with some dates marked.

import { h } from "./dom";
import { addDays, dateSaid } from "../shared/time";

const WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const weekday = (date) => (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;

/** The weeks around `dates` as a table; the marked ones carry their turn: 1, 2, 3 … */
export function calendarOf(dates, caption) {
  const sorted = [...dates].sort();
  const first = addDays(sorted[0], -weekday(sorted[0]));
  const rows = [];
  for (let monday = first; monday <= sorted.at(-1); monday = addDays(monday, 7)) {
    const days = WEEK.map((_, turn) => addDays(monday, turn));
    rows.push(h("tr", {}, days.map((date) => dayCell(date, sorted.indexOf(date)))));
  }
  return h(
    "table",
    { class: "calendar" },
    h("caption", { class: "unseen" }, caption),
    h("thead", {}, h("tr", {}, WEEK.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, rows),
  );
}

function dayCell(date, turn) {
  const number = Number(date.slice(8));
  const month = number === 1 || turn === 0 ? monthOf(date) : null;
  if (turn < 0) return h("td", {}, month && h("small", {}, month), number);
  return h(
    "td",
    { class: "marked" },
    h("span", { class: "unseen" }, `${dateSaid(date)}: number `),
    h("small", { "aria-hidden": "true" }, month),
    h("span", { "aria-hidden": "true" }, number),
    h("b", {}, turn + 1),
  );
}

const monthOf = (date) =>
  new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" }).format(new Date(`${date}T00:00Z`));
