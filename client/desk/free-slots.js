// The bays of a day that nobody has taken: when, where, what fits, and who waits for such a one.

import { Problem, get } from "./api";
import { desk } from "./desk";
import { fill, h } from "./dom";
import { canBeHad, placesOf, serviceName, servicesFor } from "./sheet";
import { clock } from "../shared/time";

const AGAIN = 30000; // milliseconds: who waits changes less often than the day does

/**
 * `book({startsAt, bay, serviceId, waiting})` is called for a bay, or for somebody who waits for
 * it. Gives `{element, show(sheet)}`.
 */
export function makeFreeSlots({ book }) {
  const { zone } = desk.location;
  const list = h("ol", { class: "chairs" });
  const count = h("span", { class: "badge" });
  const element = h(
    "aside",
    { class: "card stack free", "aria-labelledby": "free-title" },
    h("h2", { id: "free-title" }, "Free chairs ", count),
    list,
  );
  let drawn = null;
  let asked = { of: null, at: 0, lines: new Map() };

  async function show(sheet) {
    const open = placesOf(sheet).filter(({ slot }) => canBeHad(slot));
    const of = JSON.stringify([sheet.date, open.map(({ slot }) => [slot.slot_id, slot.status])]);
    if (of !== asked.of || Date.now() - asked.at > AGAIN) {
      asked = { of, at: Date.now(), lines: asked.lines };
      asked.lines = await waitingFor(sheet);
    }
    draw(open, asked.lines);
  }

  /** What the clinic knows of each bay, by slot; nothing where it cannot be asked now. */
  async function waitingFor({ location_id: location, date }) {
    try {
      const { data } = await get(`locations/${location}/free-slots?date=${date}`);
      return new Map(data.slots.map((chair) => [chair.slot_id, chair]));
    } catch (failure) {
      if (failure instanceof Problem) return new Map();
      throw failure;
    }
  }

  function draw(open, lines) {
    const starts = grouped(open, lines);
    const now = JSON.stringify(starts);
    if (now === drawn) return;
    drawn = now;
    const kept = document.activeElement?.dataset.chair;
    fill(count, open.length);
    fill(list, starts.length ? starts.map(drawStart) : h("li", { class: "quiet" }, "Every chair is taken."));
    if (kept) list.querySelector(`[data-chair="${CSS.escape(kept)}"]`)?.focus();
  }

  function drawStart({ at, services, chairs, waiting }) {
    const time = clock(at, zone);
    return h(
      "li",
      {},
      h("h3", {}, h("time", {}, time), " ", h("span", { class: "quiet small" }, services.map(serviceName).join(", "))),
      h("div", { class: "row" }, chairs.map((chair) => chairButton(chair, time))),
      waiting.length > 0 &&
        h(
          "div",
          { class: "row waiting" },
          h("span", { class: "quiet small" }, "Waiting:"),
          waiting.map((each) => waitingButton(each, time)),
        ),
    );
  }

  function chairButton(chair, time) {
    const released = chair.status === "released";
    const on = { click: () => book({ startsAt: chair.starts_at, bay: chair.bay }) };
    return h(
      "button",
      {
        type: "button",
        class: `chip${released ? " is-released" : ""}`,
        data: { chair: chair.slot_id },
        "aria-label": `Book ${chair.name}, ${time}${released ? ", released" : ""}`,
        on,
      },
      h("bdi", {}, chair.name),
      released && h("small", {}, " released"),
    );
  }

  function waitingButton({ entry_id: id, contact_id: contactId, first_name: name, service_id: serviceId, startsAt, bay }, time) {
    const on = { click: () => book({ startsAt, bay, serviceId, waiting: { contactId } }) };
    const label = `Book ${time} for ${name}, who waits for ${serviceName(serviceId)}`;
    return h(
      "button",
      { type: "button", class: "chip", data: { chair: `${startsAt}${id}` }, "aria-label": label, on },
      h("bdi", {}, name),
      h("small", {}, " ", serviceName(serviceId)),
    );
  }

  return { element, show };
}

/** The free bays by their start, those that the same can be had in together. */
function grouped(open, lines) {
  const groups = new Map();
  for (const { slot, bay } of open) {
    const line = lines.get(slot.slot_id);
    const services = line?.services ?? servicesFor(slot).map((service) => service.service_id);
    const key = JSON.stringify([slot.starts_at, services]);
    const group = groups.get(key) ?? { at: slot.starts_at, services, chairs: [], waiting: [] };
    group.chairs.push({ ...pick(slot), name: bay.name });
    for (const each of line?.waiting ?? []) {
      const known = group.waiting.some((other) => other.entry_id === each.entry_id);
      if (!known) group.waiting.push({ ...each, startsAt: slot.starts_at, bay: bay.bay });
    }
    groups.set(key, group);
  }
  return [...groups.values()].sort((one, other) => one.at.localeCompare(other.at));
}

const pick = ({ slot_id, bay, starts_at, status }) => ({ slot_id, bay, starts_at, status });
