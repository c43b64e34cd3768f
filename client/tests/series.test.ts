import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { weeksAround } from "../desk/series/calendar";
import { offerSaid } from "../desk/series/plan";
import { sentWish, typedWish, usualWish, WEEK, withWeekday } from "../desk/series/wish";

const ZONE = "America/New_York";
const usual = usualWish(6, "2026-11-24");
const asked = {
  weekdays: [...WEEK],
  count: 6,
  earliest_day: "2026-11-24",
  earliest_time: "00:00:00",
  latest_time: "23:59:00",
  least_days_between: 2,
  most_days_between: 4,
  within_days: 21,
};

describe("the wish for a series", () => {
  it("sends numbers as numbers, and no limit for an empty field", () => {
    const { earliest_time, latest_time, ...limits } = asked;
    assert.deepEqual(sentWish(usual), limits);
    assert.equal(sentWish({ ...usual, earliest_time: "10:00" }).earliest_time, "10:00");
    assert.equal("within_days" in sentWish({ ...usual, within_days: "" }), false);
  });

  it("leaves the number out where the rest of a series is moved", () => {
    assert.equal("count" in sentWish(usual, ["count"]), false);
  });

  it("comes back into the form as it was typed", () => {
    assert.deepEqual(typedWish(asked), usual);
    const morning = { ...asked, earliest_time: "08:30:00" };
    assert.equal(typedWish(morning).earliest_time, "08:30");
  });

  it("keeps the weekdays in the order of the week", () => {
    const days = withWeekday(["friday"], "monday", true);
    assert.deepEqual(days, ["monday", "friday"]);
    assert.deepEqual(withWeekday(days, "friday", false), ["monday"]);
  });
});

describe("the nearest that can be had", () => {
  const plan = { starts: ["2026-11-30T15:00:00Z"] };
  const said = (limit: Parameters<typeof offerSaid>[0]["limit"], changed: object = {}) =>
    offerSaid({ limit, wish: { ...asked, ...changed }, plan }, ZONE);

  it("says which limit gives way, on a twelve-hour clock", () => {
    const hours = { earliest_time: "09:00:00", latest_time: "14:30:00" };
    assert.equal(said("time_of_day", hours), "start times from 9:00 am to 2:30 pm");
    assert.equal(said("weekdays", { weekdays: ["monday", "friday"] }), "also on Mon, Fri");
    assert.equal(said("most_days_between", { most_days_between: 5 }), "up to 5 days between");
    assert.equal(said("within_days", { within_days: 28 }), "within 28 days");
    assert.equal(said("earliest_day"), "starting Mon, Nov 30");
    assert.equal(said("least_days_between", { least_days_between: 1 }), "only 1 day between");
    assert.equal(said("count", { count: 4 }), "4 instead");
  });
});

describe("the calendar of a series", () => {
  it("has whole weeks, from Sunday on, from the first date's to the last one's", () => {
    const weeks = weeksAround(["2026-11-24", "2026-12-01"]);
    assert.deepEqual(
      weeks.map(([sunday]) => sunday),
      ["2026-11-22", "2026-11-29"],
    );
    assert.equal(weeks[1]?.at(-1), "2026-12-05");
    assert.deepEqual(weeksAround([]), []);
  });
});
