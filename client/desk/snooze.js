// Until when a call is put off.

import { desk } from "./desk";
import { openDialog } from "./dialog";
import { h } from "./dom";
import { field } from "./fields";
import { addDays, dateSaid, dayAndClock, localDate, localMinute, zoneName } from "../shared/time";
import { instantOf } from "../shared/wall-time";

const AFTERNOON = "14:00";
const MORNING = "09:00";

/** Ask until when; a promise of an instant, or null. */
export function askUntil() {
  return new Promise((answered) => {
    const { zone } = desk.location;
    const now = Date.now();
    const today = localDate(now, zone);
    const form = ownTime(today, zone, (until) => dialog.close(until));
    const dialog = openDialog({
      title: "Put off",
      closed: answered,
      content: [
        h(
          "div",
          { class: "choices" },
          presets(now, today, zone).map(([words, until]) =>
            h(
              "button",
              { type: "button", class: "second", on: { click: () => dialog.close(until) } },
              h("span", {}, words),
              h("span", { class: "small quiet" }, dayAndClock(until, zone)),
            ),
          ),
        ),
        form,
      ],
    });
    dialog.element.querySelector(".choices button").focus();
  });
}

function presets(now, today, zone) {
  const tomorrow = addDays(today, 1);
  const given = [["In an hour", new Date(now + 3600000).toISOString()]];
  if (localMinute(now, zone) < 13 * 60)
    given.push(["This afternoon", instantOf(today, AFTERNOON, zone)]);
  given.push(["Tomorrow morning", instantOf(tomorrow, MORNING, zone)]);
  given.push(["In a week", instantOf(addDays(today, 7), MORNING, zone)]);
  return given;
}

function ownTime(today, zone, chosen) {
  const date = h("input", {
    type: "date",
    required: true,
    min: today,
    max: addDays(today, 90),
    value: today,
  });
  const time = h("input", { type: "time", required: true, value: MORNING });
  const dateField = field("Date", date);
  const timeField = field("Time", time, {
    hint: `${desk.location.name}, ${zoneName(Date.now(), zone)}`,
  });
  const submit = (event) => {
    event.preventDefault();
    dateField.wrong(date.value ? null : "Choose a date.");
    const until = date.value && time.value ? instantOf(date.value, time.value, zone) : null;
    timeField.wrong(whyNot(date.value, time.value, until));
    if (until && Date.parse(until) > Date.now()) chosen(until);
  };
  return h(
    "form",
    { class: "stack", novalidate: true, on: { submit } },
    h("div", { class: "fields" }, dateField, timeField),
    h("div", { class: "buttons" }, h("button", { class: "first" }, "Put off until then")),
  );
}

function whyNot(date, time, until) {
  if (!time) return "Choose a time.";
  if (!date) return null;
  if (!until) return `The clocks go forward on ${dateSaid(date)}: this time does not come.`;
  return Date.parse(until) > Date.now() ? null : "This time has passed.";
}
