// Booking an appointment: for whom, for what, when; from the day, from a free bay, from a call's card.

import { get } from "./api";
import { desk } from "./desk";
import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { field, showProblem } from "./fields";
import { personFields } from "./person";
import { openPlanner } from "./planner";
import { say } from "./say";
import { placesOf, servicesFor, servicesHere, startsFor } from "./sheet";
import { clock, dateSaid, day, dayAndClock, localDate } from "../shared/time";
import { once } from "./writes";

const ANY = "";

/**
 * Book an appointment; a promise of it as staff see it (of a series, its first), or of null. What is known
 * is filled in: `name`, `phone`, `email`, `requestId`, `serviceId`, and the time (`date`, or
 * `startsAt` with its `bay`). `seriesAllowed` offers to plan a whole series instead. Whoever waited
 * for such a time waits no longer once they are booked: nothing has to be said of it here.
 */
export function openBooking(given = {}) {
  return new Promise((booked) => {
    const dialog = openDialog({ title: "Book a visit", content: [], closed: booked, wide: true });
    const form = makeForm(given, dialog);
    fill(dialog.element.querySelector(".content"), form.element);
    form.begin();
  });
}

function makeForm(given, dialog) {
  const { location } = desk;
  const { zone } = location;
  const person = personFields(given);
  let sheet = null;
  let chosen = given.startsAt ?? null;
  const send = once(`locations/${location.location_id}/appointments`); // one wish, however it is changed

  const service = field("Service", h("select", { on: { change: () => choose(null) } }));
  const date = field("Date", h("input", { type: "date", on: { change: () => load() } }));
  const bay = field("Chair or room", h("select", {}));
  const times = h("div", { class: "times", role: "radiogroup", "aria-label": "Time" });
  const wrong = h("p", { class: "wrong", role: "alert", tabindex: "-1" });
  const override = field(
    "Why book it all the same",
    h("input", { maxlength: 200, autocomplete: "off" }),
    { hint: "It is kept in the visit's history." },
  );
  const days = h("div", { class: "row quickdays" });
  const button = h("button", { class: "first" }, "Book");
  const fields = { ...person.fields, service_id: service, starts_at: date, bay, override };

  const element = h(
    "form",
    { class: "stack booking", novalidate: true, on: { submit } },
    person.element,
    h("div", { class: "fields" }, service, date, bay),
    days,
    times,
    override,
    wrong,
    h(
      "div",
      { class: "buttons" },
      given.seriesAllowed &&
        h("button", { type: "button", class: "second left", on: { click: planSeries } }, "Plan a series instead …"),
      h("button", { type: "button", class: "second", on: { click: () => dialog.close() } }, "Back"),
      button,
    ),
  );

  const serviceNow = () => desk.service(service.control.value);

  /** Fill in what is known, and ask for the day. */
  async function begin() {
    override.hidden = true;
    date.control.value =
      given.date ?? localDate(given.startsAt ?? Date.now(), zone);
    offerServices(servicesHere());
    service.control.value = given.serviceId ?? servicesHere()[0].service_id;
    if (!given.name) person.fields.name.control.focus();
    await load();
    if (given.name) times.querySelector("input:checked, input")?.focus();
  }

  function offerServices(services) {
    const was = service.control.value;
    fill(service.control, services.map((each) => h("option", { value: each.service_id }, each.name)));
    if (services.some((each) => each.service_id === was)) service.control.value = was;
  }

  async function load() {
    const asked = date.control.value;
    if (!asked) return;
    try {
      const { data } = await get(`locations/${location.location_id}/day?date=${asked}`);
      if (asked !== date.control.value) return;
      sheet = data;
      if (chosen && localDate(chosen, zone) !== asked) chosen = null;
      if (chosen && !given.serviceId) suit();
      show();
      await offerDays();
    } catch (failure) {
      tell(failure.message);
    }
  }

  /** Where a bay was chosen first, what cannot be had in it is not what is wanted. */
  function suit() {
    const place = placesOf(sheet).find(
      ({ slot, bay: { bay: id } }) => slot.starts_at === chosen && id === given.bay,
    );
    const fitting = place ? servicesFor(place.slot) : [];
    const isFine = fitting.some((each) => each.service_id === service.control.value);
    if (!isFine && fitting.length) service.control.value = fitting[0].service_id;
  }

  function show() {
    const starts = startsFor(sheet, serviceNow());
    if (!starts.some((start) => start.at === chosen)) chosen = null;
    person.needsEscort(Boolean(serviceNow()?.escort));
    const none = h("p", { class: "quiet" }, `Nothing is free on ${dateSaid(date.control.value)}.`);
    const kept = document.activeElement?.closest?.(".times") ? document.activeElement.value : null;
    fill(times, starts.length ? starts.map(timeChoice) : none);
    if (kept) times.querySelector(`input[value="${kept}"]`)?.focus();
    showBays(starts.find((start) => start.at === chosen));
  }

  function timeChoice(start) {
    const radio = h("input", {
      type: "radio",
      name: "time",
      value: start.at,
      checked: start.at === chosen,
      on: { change: () => choose(start.at) },
    });
    const left = start.released ? "desk only" : `${start.bays.length} free`;
    return h("label", {}, radio, h("span", {}, h("time", {}, clock(start.at, zone)), h("small", {}, left)));
  }

  function showBays(start) {
    const wanted = bay.control.value || given.bay;
    const bays = start?.bays ?? [];
    fill(
      bay.control,
      h("option", { value: ANY }, "Any that is free"),
      bays.map((each) => h("option", { value: each.bay }, each.name)),
    );
    bay.control.value = bays.some((each) => each.bay === wanted) ? wanted : ANY;
    button.disabled = !start;
    fill(button, start ? `Book ${day(start.at, zone)}, ${clock(start.at, zone)}` : "Book");
  }

  function choose(at) {
    chosen = at ?? chosen;
    override.hidden = true;
    if (!sheet) return;
    show();
    if (!at) offerDays();
  }

  /** The next days on which there is something to be had, each one press away. */
  async function offerDays() {
    const id = service.control.value;
    const query = new URLSearchParams({ location: location.location_id, service: id });
    try {
      const { data } = await get(`availability?${query}`);
      if (id !== service.control.value) return;
      const free = new Set(data.times.map((time) => localDate(time.starts_at, zone)));
      fill(days, [...free].slice(0, 7).map(dayChoice));
    } catch {
      fill(days); // it is only handy
    }
  }

  function dayChoice(each) {
    const on = {
      click() {
        date.control.value = each;
        load();
      },
    };
    const pressed = String(each === date.control.value);
    const props = { type: "button", class: "chip", "aria-pressed": pressed, on };
    return h("button", props, day(`${each}T12:00Z`, "UTC"));
  }

  async function submit(event) {
    event.preventDefault();
    if (!chosen) return tell("Choose a time first.");
    button.disabled = true;
    tell("");
    try {
      const { data } = await send(wish());
      done(data);
    } catch (failure) {
      button.disabled = false;
      await refused(failure);
    }
  }

  const wish = () => ({
    ...person.values(),
    service_id: service.control.value,
    starts_at: chosen,
    bay: bay.control.value || undefined,
    request_id: given.requestId,
    override: override.hidden ? undefined : override.control.value.trim() || undefined,
  });

  function done(appointment) {
    const at = dayAndClock(appointment.starts_at, zone);
    if (appointment.starts_at !== chosen) {
      // An earlier try had arrived after all; two appointments would be one too many.
      say(`It had been booked already, for ${at}. Move it if another time is wanted.`);
    } else say(`Booked: ${appointment.name}, ${at}.`);
    dialog.close(appointment);
  }

  async function refused(failure) {
    if (failure.kind === "contact-busy") {
      override.hidden = false;
      override.control.focus();
      return tell("This patient has another visit at that time. Choose another one, or say why it is booked all the same.");
    }
    if (failure.kind === "time-taken" || failure.kind === "time-not-bookable") {
      await load();
      return tell(`${failure.message} The times are shown anew.`);
    }
    if (failure.status === 422) return tell(showProblem(failure, fields).join(" "));
    return tell(failure.message);
  }

  const tell = (text) => fill(wrong, text);

  async function planSeries() {
    const series = await openPlanner({ ...given, ...person.values(), requestId: given.requestId });
    if (series) dialog.close(series.appointments[0]);
  }

  return { element, begin };
}
