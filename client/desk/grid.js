// The day drawn: a column for each bay, a button for each slot, one of them in the tab's order.
// On a narrow screen the same buttons are lists under the names of their bays.

import { fill, h, newId } from "./dom";
import { icon } from "./icons";
import {
  alsoBookedWords,
  escortWords,
  minutesOf,
  serviceName,
  spanOf,
  stateOf,
  stateWord,
} from "./sheet";
import { clock, shortClock } from "../shared/time";

const MINUTE = 60000;
const SHORT = 45; // minutes: less has room for two lines

/**
 * `chosen(place)` is called with the slot that is pressed, `unblock(bay)` when a bay's block is to
 * end. Gives `{element, show(sheet), mark(ids), focus(id), placeOf(element), find(is),
 * current()}`; a place is {slot, bay, button}.
 */
export function makeGrid({ zone, chosen, unblock }) {
  const axis = h("ol", { class: "axis", "aria-hidden": "true" });
  const line = h("div", { class: "now", "aria-hidden": "true", hidden: true });
  const element = h("div", { class: "bays", role: "group" }, axis, line);
  const cells = new Map(); // by slot_id: {slot, bay, item, button, drawn}
  const columns = new Map(); // by bay: {section, head, list, drawn}
  let targets = null; // while an appointment is moved: the ids of the slots that it can go to
  let current = null;

  element.addEventListener("click", ({ target }) => {
    const place = placeOf(target);
    if (place) chosen(place);
  });
  element.addEventListener("focusin", ({ target }) => {
    const id = target.closest("[data-slot]")?.dataset.slot;
    if (id) rove(id);
  });
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = placeOf(event.target) && nextOf(event.key);
    if (!next) return;
    event.preventDefault();
    focus(next.slot.slot_id);
  });

  const placeOf = (target) => cells.get(target.closest?.("[data-slot]")?.dataset.slot) ?? null;

  function focus(id) {
    const button = cells.get(id)?.button;
    button?.focus();
    button?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function rove(id) {
    if (cells.has(current)) cells.get(current).button.tabIndex = -1;
    current = cells.has(id) ? id : (cells.keys().next().value ?? null);
    if (current) cells.get(current).button.tabIndex = 0;
  }

  /** Where an arrow leads to: along the bay, or to the slot of the next bay nearest in time. */
  function nextOf(key) {
    const here = cells.get(current);
    const open = [...cells.values()].filter(({ slot }) => !targets || targets.has(slot.slot_id));
    const inBay = (bay) => open.filter((cell) => cell.bay.bay === bay);
    const at = (cell) => Date.parse(cell.slot.starts_at);
    if (key === "Home") return inBay(here.bay.bay)[0];
    if (key === "End") return inBay(here.bay.bay).at(-1);
    if (key === "ArrowDown") return inBay(here.bay.bay).find((cell) => at(cell) > at(here));
    if (key === "ArrowUp") return inBay(here.bay.bay).findLast((cell) => at(cell) < at(here));
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!step) return null;
    const order = [...columns.keys()];
    for (let turn = order.indexOf(here.bay.bay) + step; order[turn]; turn += step) {
      const beside = inBay(order[turn]);
      const far = (cell) => Math.abs(at(cell) - at(here));
      if (beside.length) return beside.reduce((best, cell) => (far(cell) < far(best) ? cell : best));
    }
    return null;
  }

  /** Show a sheet; what has not changed stays as it is, and so does the focus. */
  function show(sheet) {
    const span = spanOf(sheet);
    element.hidden = !span;
    if (!span) return;
    element.style.setProperty("--bays", sheet.bays.length);
    element.style.setProperty("--long", (span.to - span.from) / MINUTE);
    drawAxis(span);
    showNow(span);
    const held = document.activeElement?.closest?.("[data-slot]")?.dataset.slot;
    const seen = new Set();
    for (const [turn, bay] of sheet.bays.entries()) {
      const column = columnOf(bay);
      column.section.style.setProperty("--turn", turn);
      drawHead(column, bay, sheet.block);
      for (const slot of bay.slots) {
        seen.add(slot.slot_id);
        drawCell(slot, bay, column, span.from);
      }
    }
    for (const [id, cell] of cells) if (!seen.has(id)) cells.delete(id) && cell.item.remove();
    for (const [id, column] of columns) {
      if (!sheet.bays.some((bay) => bay.bay === id)) columns.delete(id) && column.section.remove();
    }
    rove(current);
    if (held && !cells.has(held)) focus(current);
    remark();
  }

  function drawAxis({ from, to }) {
    const hours = [];
    for (let at = from; at < to; at += 60 * MINUTE) hours.push(h("li", {}, clock(at, zone).replace(":00", "")));
    if (axis.dataset.span === `${from} ${to}`) return;
    axis.dataset.span = `${from} ${to}`;
    fill(axis, hours);
  }

  function showNow({ from, to }) {
    const now = Date.now();
    line.hidden = now < from || now > to;
    line.style.setProperty("--from", (now - from) / MINUTE);
  }

  function columnOf(bay) {
    const known = columns.get(bay.bay);
    if (known) return known;
    const id = newId("bay");
    const head = h("div", { class: "head" });
    const list = h("ul", { "aria-labelledby": id });
    const section = h("section", { "aria-labelledby": id }, head, list);
    element.append(section);
    columns.set(bay.bay, { section, head, list, id });
    return columns.get(bay.bay);
  }

  function drawHead(column, bay, dayBlock) {
    const block = bay.block ?? dayBlock;
    const drawn = JSON.stringify([bay.name, bay.block, block?.reason]);
    if (column.drawn === drawn) return;
    column.drawn = drawn;
    const on = { click: () => unblock(bay) };
    fill(
      column.head,
      h("h2", { id: column.id }, h("bdi", {}, bay.name)),
      block && h("p", { class: "small" }, icon("blocked"), h("bdi", {}, block.reason)),
      bay.block &&
        h("button", { type: "button", class: "quick", "aria-label": `Unblock ${bay.name}`, on }, "Unblock"),
    );
  }

  function drawCell(slot, bay, column, from) {
    const cell = cells.get(slot.slot_id) ?? newCell(slot.slot_id, column);
    const start = (Date.parse(slot.starts_at) - from) / MINUTE;
    cell.item.style.setProperty("--from", start);
    cell.item.style.setProperty("--long", minutesOf(slot));
    Object.assign(cell, { slot, bay });
    place(cell, column.list);
    const drawn = JSON.stringify([slot, bay.name]);
    const isNews = cell.drawn !== undefined && cell.drawn !== drawn;
    const isPast = Date.parse(slot.ends_at) <= Date.now();
    if (cell.drawn === drawn && cell.isPast === isPast) return;
    Object.assign(cell, { drawn, isPast });
    drawButton(cell);
    if (isNews) cell.button.classList.add("changed");
  }

  function newCell(id, { list }) {
    const button = h("button", { type: "button", tabindex: "-1", data: { slot: id } });
    button.addEventListener("animationend", () => button.classList.remove("changed"));
    const item = h("li", {}, button);
    list.append(item);
    cells.set(id, { item, button });
    return cells.get(id);
  }

  /** Keep a list in order of time without touching what stands right already. */
  function place(cell, list) {
    const later = [...list.children].find((item) => {
      const other = cells.get(item.firstChild.dataset.slot);
      return other !== cell && other.slot && other.slot.starts_at > cell.slot.starts_at;
    });
    if (later && later.compareDocumentPosition(cell.item) & Node.DOCUMENT_POSITION_FOLLOWING)
      list.insertBefore(cell.item, later);
  }

  function drawButton({ slot, bay, button, isPast }) {
    const state = stateOf(slot);
    const { appointment } = slot;
    const size = minutesOf(slot) < SHORT ? " short" : "";
    button.className = `slot is-${state}${size}${isPast ? " past" : ""}`;
    const start = shortClock(slot.starts_at, zone);
    const until = `${clock(slot.starts_at, zone).slice(start.length)} to ${clock(slot.ends_at, zone)}, `;
    // The name that it is read out by is what is seen, with what its place says to the eye.
    fill(
      button,
      unseen(`${bay.name}, `),
      h("span", { class: "when" }, icon(state), h("time", {}, start), unseen(until), h("span", {}, stateWord(slot))),
      appointment && who(appointment),
      slot.block_reason && [unseen(", "), h("span", { class: "what" }, h("bdi", {}, slot.block_reason))],
    );
  }

  const unseen = (text) => h("span", { class: "unseen" }, text);

  const who = (appointment) => [
    unseen(", "),
    h(
      "span",
      { class: "visitor" },
      h("strong", { class: "who" }, h("bdi", {}, appointment.first_name)),
      unseen(", "),
      " ",
      h("span", { class: "what" }, serviceName(appointment.service_id)),
    ),
    appointment.escort && [
      unseen(", "),
      appointment.status === "booked" && appointment.escort === "needed"
        ? h("span", { class: "flag" }, icon("escort"), escortWords(appointment))
        : unseen(escortWords(appointment)),
    ],
    appointment.also_booked && [unseen(", "), h("span", { class: "flag" }, alsoBookedWords(appointment))],
  ];

  /** While an appointment is moved only these slots can be chosen; null when none is. */
  function mark(ids) {
    targets = ids && new Set(ids);
    remark();
  }

  function remark() {
    element.classList.toggle("moving", Boolean(targets));
    for (const [id, { button }] of cells) {
      button.classList.toggle("target", Boolean(targets?.has(id)));
      if (targets && !targets.has(id)) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }

  return {
    element,
    show,
    mark,
    focus,
    placeOf,
    find: (is) => [...cells.values()].find(is) ?? null,
    current: () => cells.get(current) ?? null,
  };
}
