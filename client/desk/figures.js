// How it went, day by day: promises kept, waits, how full the bays were, who did not come.

import { get } from "./api";
import { bars } from "./chart";
import { desk } from "./desk";
import { fill, h } from "./dom";
import { field, select } from "./fields";
import { explain } from "./say";
import { addDays, localDate, span } from "../shared/time";

const SPANS = [
  [7, "7 days"],
  [14, "14 days"],
  [28, "28 days"],
];
const percent = (share) => `${Math.round(share * 100)} %`;
const minutes = (count) => span(Math.round(count));

export const figures = { id: "figures", title: "Figures", key: "g", open };

function open(main) {
  const days = select(SPANS, { value: 14 });
  const drawn = h("div", { class: "stack", "aria-live": "polite" });
  const draw = () => show(Number(days.value), drawn);
  days.addEventListener("change", draw);
  fill(
    main,
    h("h1", { class: "unseen", tabindex: "-1" }, "Figures"),
    h("div", { class: "stack" }, h("div", { class: "row" }, field("The last", days)), drawn),
  );
  draw();
}

async function show(count, drawn) {
  const { location_id: at, zone } = desk.location;
  const today = localDate(Date.now(), zone);
  const query = `?from=${addDays(today, 1 - count)}&to=${today}`;
  try {
    const [promises, chairs] = await Promise.all([
      get(`locations/${at}/service-level${query}`),
      get(`locations/${at}/figures${query}`),
    ]);
    fill(drawn, ...charts(promises.data.days, chairs.data.days));
  } catch (failure) {
    const again = h("button", { type: "button", class: "second", on: { click: () => show(count, drawn) } }, "Try again");
    fill(drawn, h("div", { class: "card row" }, h("p", {}, "The figures cannot be shown now."), again));
    explain(failure);
  }
}

function charts(promises, chairs) {
  const days = promises.map(({ date }) => date.slice(5).replace("-", "/"));
  const of = (rows, name) => rows.map((row) => row[name] ?? null);
  return [
    numbers(promises, chairs),
    h(
      "div",
      { class: "charts" },
      bars({
        title: "Promises",
        days,
        parts: [
          { name: "Kept", kind: "done", values: of(promises, "kept") },
          { name: "Broken", kind: "bad", values: of(promises, "broken") },
          { name: "Still open", kind: "part", values: of(promises, "pending") },
        ],
      }),
      bars({
        title: "Median wait, in opening minutes",
        days,
        parts: [{ name: "Wait", kind: "done", values: of(promises, "median_wait_minutes") }],
        said: (count) => String(Math.round(count)),
      }),
      bars({
        title: "Chairs in use",
        days,
        parts: [
          { name: "Booked of what was offered", kind: "done", values: of(chairs, "utilisation") },
        ],
        most: 1,
        said: percent,
      }),
      bars({
        title: "Visits",
        days,
        parts: [
          { name: "Came", kind: "done", values: chairs.map(came) },
          { name: "Ahead", kind: "part", values: chairs.map(({ appointments }) => appointments.booked ?? 0) },
          {
            name: "Did not come",
            kind: "bad",
            values: chairs.map(({ appointments }) => appointments.noshow ?? 0),
          },
        ],
      }),
    ),
  ];
}

const came = ({ appointments }) => (appointments.arrived ?? 0) + (appointments.fulfilled ?? 0);
const total = (rows, of) => rows.reduce((sum, row) => sum + (of(row) ?? 0), 0);

function numbers(promises, chairs) {
  const kept = total(promises, (day) => day.kept);
  const decided = kept + total(promises, (day) => day.broken);
  const noShows = total(chairs, ({ appointments }) => appointments.noshow);
  const seen = total(chairs, came) + noShows;
  const offered = total(chairs, (day) => day.minutes_bookable);
  const booked = total(chairs, (day) => day.minutes_booked);
  const oldest = promises
    .map((day) => day.oldest_promise)
    .filter(Boolean)
    .sort()[0];
  const late = oldest ? Math.round((Date.now() - new Date(oldest)) / 60000) : 0;
  const facts = [
    ["Promises kept", decided ? percent(kept / decided) : "–"],
    ["Oldest promise without a call", late > 0 ? `${minutes(late)} late` : "none late"],
    ["Chairs in use", offered ? percent(booked / offered) : "–"],
    ["Did not come", seen ? percent(noShows / seen) : "–"],
    ["Chairs nobody used", String(total(chairs, (day) => day.slots_unused))],
  ];
  const boxes = facts.map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", { class: "figure" }, value)),
  );
  return h("dl", { class: "numbers card" }, boxes);
}
