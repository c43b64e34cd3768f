// The lines of the queue, patched in place: neither focus nor scroll nor selection jumps.

import { h } from "./dom";
import { queueRow } from "./queue-row";

/**
 * The list: {element, show(entries), entry(id), mark(id), focus(id), tick() giving what it counts}.
 * `chosen(entry)` when a line is pressed; `left()` gives where to go when the last one is gone.
 * One stop for Tab; the arrows, Home and End go from line to line.
 */
export function queueList(chosen, left) {
  const rows = new Map(); // by callback
  const list = h("ul", { class: "entries", on: { keydown: move, focusin: rove } });
  const buttons = () => [...list.querySelectorAll(".entry")];

  function show(entries) {
    const shown = new Set(entries.map((entry) => entry.callback_id));
    for (const entry of entries) {
      if (!rows.has(entry.callback_id)) rows.set(entry.callback_id, queueRow(chosen));
      rows.get(entry.callback_id).show(entry);
    }
    drop([...rows.keys()].filter((id) => !shown.has(id)));
    arrange(
      list,
      entries.map((entry) => rows.get(entry.callback_id).element),
    );
    const [first] = buttons();
    if (first && !buttons().some((button) => button.tabIndex === 0)) first.tabIndex = 0;
  }

  /** Take away what is done. Whoever was there goes on at the line that followed it. */
  function drop(ids) {
    for (const id of ids) {
      const { element, button } = rows.get(id);
      const near = element.nextElementSibling ?? element.previousElementSibling;
      if (button === document.activeElement) (near?.firstElementChild ?? left()).focus();
      element.remove();
      rows.delete(id);
    }
  }

  function tick() {
    const now = Date.now();
    for (const row of rows.values()) row.tick(now);
    const free = buttons().filter((button) => !button.dataset.with);
    const late = free.filter((button) => button.dataset.promise === "late");
    return { shown: rows.size, free: free.length, late: late.length };
  }

  function mark(id) {
    for (const [each, { button }] of rows) {
      if (each === id) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  function rove(event) {
    for (const button of buttons()) button.tabIndex = button === event.target ? 0 : -1;
  }

  function move(event) {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
  }

  return {
    element: list,
    show,
    tick,
    mark,
    entry: (id) => rows.get(id)?.entry,
    focus: (id) => (rows.get(id)?.button ?? left()).focus(),
  };
}

/** Bring `list` into the order of `wanted`. Whatever has the focus is not moved; others are. */
function arrange(list, wanted) {
  const still = wanted.find((element) => element.contains(document.activeElement));
  let at = list.firstElementChild;
  for (const element of wanted) {
    if (element === still)
      while (at !== still) {
        const passed = at;
        at = at.nextElementSibling;
        list.append(passed);
      }
    if (element === at) at = at.nextElementSibling;
    else list.insertBefore(element, at);
  }
}
