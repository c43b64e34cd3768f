// Planning a series: wishes on one side, the dates that keep them on the other, at once. What cannot
// be had says which limit stood in the way, and offers the nearest that can.

import { post } from "./api";
import { calendarOf } from "./calendar";
import { desk } from "./desk";
import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { field, select, showProblem } from "./fields";
import { personFields } from "./person";
import { bayName, servicesHere } from "./sheet";
import { addDays, clock, day, localDate } from "../shared/time";
import { once } from "./writes";

const PAUSE = 250; // milliseconds after the last change of a wish
const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const ANY_TIME = { earliest_time: "00:00", latest_time: "23:59" };

/**
 * Plan and book a series; a promise of the series as it was booked, or of null. What is known is
 * filled in: `name`, `phone`, `email`, `requestId`, `serviceId`. With `rest`, the rest of that
 * series is moved instead: {seriesId, count, serviceId}.
 */
export function openPlanner(given = {}) {
  return new Promise((booked) => {
    const title = given.rest ? "Move the rest of the series" : "Plan a series";
    let series = null;
    const dialog = openDialog({ title, content: [], wide: true, closed: () => booked(series) });
    const form = makeForm(given, dialog, (done) => (series = done));
    fill(dialog.element.querySelector(".content"), form.element);
    form.begin();
  });
}

function makeForm(given, dialog, keep) {
  const { zone, location_id: here } = desk.location;
  const person = given.rest ? null : personFields(given);
  const wishes = wishFields(given);
  const { fields } = wishes;
  const preview = h("div", { class: "preview stack" });
  const summary = h("p", { class: "summary", role: "status" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const button = h("button", { class: "first", disabled: true }, "Book");
  const paths = given.rest
    ? { plan: `series/${given.rest.seriesId}/plan`, book: `series/${given.rest.seriesId}/reschedule` }
    : { plan: `locations/${here}/series/plan`, book: `locations/${here}/series` };
  let plan = null; // the starts that are previewed
  let timer = null;
  let asking = null;
  const send = once(paths.book); // one wish, however it is changed

  const element = h(
    "form",
    { class: "stack planner", novalidate: true, on: { submit, input: changed } },
    h("div", { class: "plan-halves" }, wishes.element, h("div", { class: "stack" }, summary, preview)),
    person?.element,
    wrong,
    h(
      "div",
      { class: "buttons" },
      h("button", { type: "button", class: "second", on: { click: () => dialog.close() } }, "Back"),
      button,
    ),
  );

  function begin() {
    person?.needsEscort(true);
    fields["wish.count"].control.focus();
    look();
  }

  function changed(event) {
    if (!wishes.element.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }

  const body = () => ({
    ...(given.rest ? {} : { service_id: fields.service_id.control.value }),
    wish: wishes.values(),
  });

  /** What can be had for the wish as it stands? Nothing is kept. */
  async function look() {
    clearTimeout(timer);
    asking?.abort();
    const mine = (asking = new AbortController());
    forget();
    fill(summary, "Looking for dates …");
    try {
      const { data } = await post(paths.plan, body(), { signal: mine.signal });
      showPlan(data.starts ?? data.appointments);
    } catch (failure) {
      if (mine.signal.aborted) return;
      if (failure.kind === "series-impossible") showImpossible(failure.body);
      else if (failure.status === 422) fill(summary, showBeside(failure));
      else fill(summary, failure.message);
    }
  }

  function forget() {
    plan = null;
    button.disabled = true;
    fill(button, given.rest ? "Move" : "Book");
    fill(preview);
    fill(wrong);
    for (const each of Object.values(fields)) each.wrong(null);
  }

  /** What is wrong with a wish stands beside it; the field that is being typed in keeps the focus. */
  function showBeside(failure) {
    const typed = document.activeElement;
    const left = showProblem(failure, fields);
    if (element.contains(typed)) typed.focus();
    return left.join(" ") || "Some of the wishes do not go together.";
  }

  /** `visits` are the dates; of a series that is moved, `before` and whether each `moves`, too. */
  function showPlan(appointments) {
    const starts = appointments.map((each) => each.starts_at);
    const going = appointments.filter((each) => each.moves ?? true).length;
    plan = starts;
    button.disabled = !going;
    fill(button, `${given.rest ? "Move" : "Book"} ${dates(going)}`);
    const stays = given.rest ? ` ${dates(starts.length - going)} can stay.` : "";
    fill(summary, `${dates(starts.length)}, ${day(starts[0], zone)} to ${day(starts.at(-1), zone)}.${stays}`);
    fill(preview, drawn(starts, appointments));
  }

  const drawn = (starts, appointments = []) => [
    calendarOf(starts.map((at) => localDate(at, zone)), "The dates of the series"),
    h(
      "ol",
      { class: "dates" },
      starts.map((at, turn) => h("li", {}, h("time", {}, said(at)), beside(appointments[turn]))),
    ),
  ];

  const said = (at) => `${day(at, zone)}, ${clock(at, zone)}`;

  const beside = (appointment) =>
    appointment?.before && h("small", { class: "quiet" }, appointment.moves ? ` now ${said(appointment.before)}` : " stays");

  function showImpossible({ detail, most_possible: most, nearest_plan: offer }) {
    fill(summary, detail);
    if (!offer) return fill(preview, h("p", { class: "quiet" }, `${dates(most)} could be had as wished.`));
    const on = { click: () => useOffer(offer.wish) };
    return fill(
      preview,
      h("p", {}, "The nearest that can be had: ", h("strong", {}, offerSaid(offer, zone)), "."),
      h("button", { type: "button", class: "second", on }, "Use this"),
      drawn(offer.plan.starts),
    );
  }

  function useOffer(wish) {
    wishes.set(wish);
    look();
    button.focus();
    fields["wish.count"].control.focus();
  }

  async function submit(event) {
    event.preventDefault();
    if (!plan) return;
    button.disabled = true;
    fill(wrong);
    try {
      const { data } = await send({ ...body(), ...person?.values(), request_id: given.requestId });
      keep(data);
      showBooked(data);
    } catch (failure) {
      button.disabled = false;
      refused(failure);
    }
  }

  function refused(failure) {
    const all = { ...fields, ...person?.fields };
    if (failure.kind === "series-impossible") {
      forget();
      showImpossible(failure.body);
      fill(wrong, "Somebody was faster: these dates can no longer be had.");
    } else if (failure.status === 422) fill(wrong, showProblem(failure, all).join(" "));
    else fill(wrong, failure.message);
  }

  /** What was really booked: somebody may have been faster at one of the previewed times. */
  function showBooked(series) {
    const appointments = series.appointments.filter((appointment) => !given.rest || appointment.status === "booked");
    const previewed = new Set(plan.map(Date.parse));
    const others = appointments.filter((appointment) => !previewed.has(Date.parse(appointment.starts_at))).length;
    const done = h("button", { type: "button", class: "first", on: { click: () => dialog.close() } }, "Done");
    const head = h("h3", { tabindex: "-1" }, `${given.rest ? "The series now" : "Booked"}: ${dates(appointments.length)}`);
    fill(
      dialog.element.querySelector(".content"),
      head,
      others > 0 &&
        h("p", { class: "notice" }, `${dates(others)} ${others === 1 ? "differs" : "differ"} from the preview: it was not free any more. These are the dates that hold.`),
      bookedList(appointments, zone),
      h("div", { class: "buttons" }, done),
    );
    head.focus();
  }

  return { element, begin };
}

const bookedList = (appointments, zone) =>
  h(
    "ol",
    { class: "dates booked" },
    appointments.map((appointment) =>
      h("li", {}, h("time", {}, `${day(appointment.starts_at, zone)}, ${clock(appointment.starts_at, zone)}`), h("span", { class: "quiet" }, h("bdi", {}, bayName(appointment.bay)))),
    ),
  );

const dates = (count) => `${count} ${count === 1 ? "date" : "dates"}`;

/** Which limit gives way in an offer, and how far. */
function offerSaid({ limit, wish, plan }, zone) {
  const words = {
    time_of_day: () => `starts from ${plain(wish.earliest_time)} to ${plain(wish.latest_time)}`,
    weekdays: () => `also on ${wish.weekdays.map(short).join(", ")}`,
    most_days_between: () => `up to ${wish.most_days_between} days between`,
    within_days: () => `within ${wish.within_days} days`,
    earliest_day: () => `beginning ${day(plan.starts[0], zone)}`,
    least_days_between: () => `only ${wish.least_days_between} days between`,
    count: () => `${wish.count} instead`,
  };
  return words[limit]();
}

const plain = (time) => String(time).slice(0, 5);
const short = (weekday) => weekday[0].toUpperCase() + weekday.slice(1, 3);

/** The limits of a series as fields, named as the API names them. */
function wishFields(given) {
  const number = (value, min, max) => h("input", { type: "number", value, min, max, inputmode: "numeric" });
  const infusions = servicesHere().filter((service) => service.escort);
  const tomorrow = addDays(localDate(Date.now(), desk.location.zone), 1);
  const fields = {
    service_id: field("Service", select(
      (infusions.length ? infusions : servicesHere()).map((each) => [each.service_id, each.name]),
      { value: given.serviceId ?? given.rest?.serviceId },
    )),
    "wish.count": field("How many", number(given.rest?.count ?? 6, 1, 12)),
    "wish.earliest_day": field("Not before", h("input", { type: "date", value: tomorrow })),
    "wish.earliest_time": field("Starts from", h("input", { type: "time" })),
    "wish.latest_time": field("Starts until", h("input", { type: "time" })),
    "wish.least_days_between": field("Least days between", number(2, 1, 365)),
    "wish.most_days_between": field("Most days between", number(4, 1, 365)),
    "wish.within_days": field("Within days", number(21, 1, 365)),
  };
  if (given.rest) {
    fields.service_id.hidden = true;
    fields["wish.count"].hidden = true;
  }
  const week = WEEK.map((name) => h("input", { type: "checkbox", value: name, checked: true }));
  const weekdays = h(
    "fieldset",
    { class: "week" },
    h("legend", {}, "Weekdays"),
    h("div", { class: "row" }, week.map((box) => h("label", {}, box, h("span", {}, short(box.value))))),
  );
  const weekdaysWrong = h("p", { class: "wrong", hidden: true });
  weekdays.append(weekdaysWrong);
  weekdays.control = week[0];
  weekdays.wrong = (text) => {
    fill(weekdaysWrong, text);
    weekdaysWrong.hidden = !text;
  };
  const element = h("div", { class: "fields wishes" }, Object.values(fields), weekdays);
  const named = Object.keys(fields).filter((name) => name.startsWith("wish."));

  function values() {
    const wish = { weekdays: week.filter((box) => box.checked).map((box) => box.value) };
    for (const name of named) {
      const { control } = fields[name];
      if (control.value !== "" && !fields[name].hidden) wish[name.slice(5)] = control.type === "number" ? Number(control.value) : control.value;
    }
    return wish;
  }

  function set(wish) {
    for (const box of week) box.checked = wish.weekdays.includes(box.value);
    for (const name of named) {
      const value = name.endsWith("_time") ? plain(wish[name.slice(5)]) : wish[name.slice(5)];
      fields[name].control.value = value === ANY_TIME[name.slice(5)] ? "" : value;
    }
  }

  return { element, fields: { ...fields, "wish.weekdays": weekdays }, values, set };
}
