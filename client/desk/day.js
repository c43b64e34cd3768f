// The day: bays and time, live; from here everything that happens to an appointment is one press away.

import { get } from "./api";
import { openBooking } from "./booking";
import { makeFreeSlots } from "./free-slots";
import { desk } from "./desk";
import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { makeDraggable } from "./drag";
import { makeGrid } from "./grid";
import { icon } from "./icons";
import { addKeys, isTyping } from "./keys";
import { every } from "./live";
import { makeMover } from "./move";
import { openPlanner } from "./planner";
import { explain, say } from "./say";
import { openAddSlot, openBlock, openWithdraw, unblock } from "./schedule";
import { isManager } from "./session";
import { canBeHad, described, isDate, placesOf, stateOf } from "./sheet";
import { addDays, dateSaid, dayAndClock, localDate } from "../shared/time";
import { openAppointment } from "./appointment";

const LOOK = 4000; // milliseconds: a colleague's change is seen within five seconds

export const dayView = { id: "day", title: "Day", key: "d", open };

function open(main, [given]) {
  const { zone, location_id: here } = desk.location;
  const today = () => localDate(Date.now(), zone);
  let date = isDate(given) ? given : today();
  let sheet = null;
  let appointment = null; // the one that is open
  let refocus = false; // once another day is there

  const title = h("h1", { tabindex: "-1" });
  const counts = h("p", { class: "row quiet small", id: "day-counts" });
  const notice = h("div", { class: "dayblock notice", hidden: true });
  const strip = h("div", { class: "strip", role: "status" });
  const none = h("p", { class: "card quiet", hidden: true });
  const pick = h("input", { type: "date", "aria-label": "Date", on: { change: () => isDate(pick.value) && show(pick.value) } });
  const grid = makeGrid({ zone, chosen, unblock: (bay) => unblock({ sheet, bay: bay.bay, again }) });
  const chairs = makeFreeSlots({ book: bookFreeSlot });
  const mover = makeMover({ grid, sheet: () => sheet, again, zone, strip });
  const endDrag = makeDraggable(grid, { begin: lift, drop: mover.to, end: mover.stop });
  fill(
    main,
    h(
      "div",
      { class: "day stack" },
      toolbar(),
      notice,
      strip,
      h("div", { class: "dayparts" }, h("div", { class: "card sheet" }, none, grid.element), chairs.element),
    ),
  );
  document.addEventListener("keydown", onKey);
  const live = every(LOOK, look);

  // ------------------------------------------------------------ what is shown

  async function look() {
    const asked = date;
    const { data } = await get(`locations/${here}/day?date=${asked}`);
    if (asked !== date) return;
    sheet = data;
    draw();
    await chairs.show(sheet);
  }

  async function again() {
    try {
      await look();
    } catch (failure) {
      explain(failure);
    }
  }

  function draw() {
    fill(title, dateSaid(date), date === today() && h("small", {}, " today"));
    pick.value = date;
    drawCounts();
    drawBlock();
    const isEmpty = !placesOf(sheet).length;
    none.hidden = !isEmpty;
    fill(none, sheet.closed ? "Closed on this day." : "Nothing is published for this day.");
    grid.element.setAttribute("aria-label", `${desk.location.name}, ${dateSaid(date)}`);
    grid.element.inert = false;
    grid.show(sheet);
    mover.refresh();
    if (refocus) mover.focusNearest() || grid.focus(grid.current()?.slot.slot_id);
    refocus = false;
    appointment?.seen(placesOf(sheet).find(({ slot }) => slot.appointment_id === appointment.id)?.slot.appointment);
  }

  function drawCounts() {
    const tally = new Map();
    for (const { slot } of placesOf(sheet)) {
      const state = stateOf(slot);
      tally.set(state, (tally.get(state) ?? 0) + 1);
    }
    const said = {
      booked: "still to come",
      arrived: "here",
      fulfilled: "done",
      noshow: "not come",
      held: "held",
      free: "free",
      released: "released",
      blocked: "blocked",
    };
    const text = Object.entries(said).filter(([state]) => tally.get(state));
    const drawn = text.map(([state, words]) => `${tally.get(state)} ${words}`).join();
    if (counts.dataset.drawn === drawn) return;
    counts.dataset.drawn = drawn;
    fill(counts, text.map(([state, words]) => h("span", {}, icon(state), ` ${tally.get(state)} ${words}`)));
  }

  function drawBlock() {
    notice.hidden = !sheet.block;
    const drawn = sheet.block?.reason ?? "";
    if (notice.dataset.drawn === drawn) return;
    notice.dataset.drawn = drawn;
    const on = { click: () => unblock({ sheet, again }) };
    fill(
      notice,
      h("p", {}, icon("blocked"), h("strong", {}, " The whole day is blocked: "), h("bdi", {}, drawn)),
      h("button", { type: "button", class: "second", on }, "Unblock the day"),
    );
  }

  /** Another date, in its own address; nothing is opened anew, so that a move goes on. */
  function show(other) {
    date = other;
    refocus ||= grid.element.contains(document.activeElement);
    grid.element.inert = true; // what it shows is of another day
    window.history.replaceState(null, "", `#/day/${date}`);
    live.again();
    fill(title, dateSaid(date));
    pick.value = date;
  }

  function toolbar() {
    const press = (words, click, props = {}) =>
      h("button", { type: "button", class: "second", on: { click }, ...props }, words);
    const key = (name) => ({ "aria-keyshortcuts": name });
    return h(
      "div",
      { class: "toolbar" },
      h("div", { class: "heading" }, title, counts),
      h(
        "div",
        { class: "row dates-switch", role: "group", "aria-label": "Which day" },
        press("‹", () => show(addDays(date, -1)), { "aria-label": "The day before", ...key("[") }),
        press("Today", () => show(today()), key("t")),
        press("›", () => show(addDays(date, 1)), { "aria-label": "The day after", ...key("]") }),
        pick,
      ),
      h(
        "div",
        { class: "row" },
        press(["Book ", h("kbd", { "aria-hidden": "true" }, "b")], () => book({ date }), { class: "first", ...key("b") }),
        press(["Series ", h("kbd", { "aria-hidden": "true" }, "s")], series, key("s")),
        press(["Block ", h("kbd", { "aria-hidden": "true" }, "x")], block, key("x")),
        press("Add a slot", () => sheet && openAddSlot({ sheet, zone, again })),
        isManager() && press("Withdraw", () => sheet && openWithdraw({ sheet, zone, again })),
      ),
    );
  }

  // ------------------------------------------------------------ what is done

  function chosen(place) {
    if (mover.appointment()) {
      if (place.slot.appointment_id === mover.appointment().appointment_id) return mover.stop();
      if (place.button.classList.contains("target")) return mover.to(place);
      return say("It does not fit there. Choose one of the places that are marked.");
    }
    const { slot, bay } = place;
    if (slot.appointment_id) return openOne(slot.appointment_id);
    if (canBeHad(slot)) return book({ startsAt: slot.starts_at, bay: bay.bay });
    return explainPlace(place);
  }

  function explainPlace({ slot, bay }) {
    const block = sheet.block ? "day" : "bay";
    const content = [h("p", {}, `${described({ slot, bay }, zone)}.`)];
    const dialog = openDialog({ title: bay.name, content });
    const body = dialog.element.querySelector(".content");
    if (slot.status === "held" && slot.hold_until)
      body.append(h("p", {}, `It is kept for a visitor until ${dayAndClock(slot.hold_until, zone)}.`));
    if (slot.status === "blocked") {
      const click = () => {
        dialog.close();
        unblock({ sheet, again, bay: sheet.block ? undefined : bay.bay });
      };
      body.append(h("div", { class: "buttons" }, h("button", { type: "button", class: "first", on: { click } }, `Unblock the ${block}`)));
    }
  }

  function openOne(id) {
    const opened = openAppointment({
      id,
      zone,
      nameOf: (bay) => sheet.bays.find((each) => each.bay === bay)?.name ?? bay,
      changed(now, verb) {
        if (verb) say(`${now.name.split(" ")[0]}: ${DONE[verb]}.`);
        again();
      },
      move: () => moveAppointment(id),
      goTo: (other) => show(localDate(other.starts_at, zone)),
    });
    appointment = { id, seen: opened.seen };
    opened.closed.then(() => (appointment = null));
  }

  function moveAppointment(id) {
    const place = grid.find(({ slot }) => slot.appointment_id === id);
    if (place) mover.start(place, { byKeyboard: true });
  }

  function moveFocused() {
    const place = grid.placeOf(document.activeElement);
    if (place && canBeMoved(place)) mover.start(place, { byKeyboard: true });
  }

  function lift(place) {
    if (canBeMoved(place)) mover.start(place);
    return canBeMoved(place);
  }

  async function book(known) {
    const booked = await openBooking({ seriesAllowed: true, ...known });
    if (!booked) return;
    await again();
    const place = grid.find(({ slot }) => slot.appointment_id === booked.appointment_id);
    if (place) grid.focus(place.slot.slot_id);
  }

  /** Book a free bay, for somebody who waits for it if one was chosen: their card is opened. */
  async function bookFreeSlot({ waiting, ...known }) {
    try {
      const person = waiting ? (await get(`contacts/${waiting.contactId}`)).data.contact : {};
      const { name, phone, email } = person;
      await book({ name, phone, email, ...known });
    } catch (failure) {
      explain(failure);
    }
  }

  async function series() {
    if (await openPlanner({})) await again();
  }

  function block() {
    if (!sheet) return;
    openBlock({ sheet, zone, again, bay: undefined, open: (slot) => openOne(slot.appointment_id) });
  }

  // ------------------------------------------------------------ keys

  const takeKeysAway = addKeys({
    m: { words: "Move the visit that has the focus", act: moveFocused },
    u: { words: "Take the last move back", act: () => mover.back() },
  });

  function onKey(event) {
    if (event.key !== "Escape" || isTyping(event) || event.defaultPrevented || !mover.appointment()) return;
    event.preventDefault();
    mover.stop();
  }

  return () => {
    live.stop();
    endDrag();
    takeKeysAway();
    document.removeEventListener("keydown", onKey);
  };
}

const canBeMoved = ({ slot }) => ["booked", "arrived"].includes(stateOf(slot));

/** What was done, as it is said. */
const DONE = {
  "check-in": "checked in",
  fulfil: "visit done",
  "no-show": "noted as a no-show",
  escort: "escort confirmed",
  cancel: "visit cancelled",
};
