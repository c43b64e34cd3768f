import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { datesFrom, timeByKey, weekBefore } from "../desk/booking/week-times";

const ZONE = "America/New_York";
const on = (date: string, ...hours: string[]) => ({
  date,
  starts: hours.map((hour) => ({ at: `${date}T${hour}:00:00Z` })),
});
const WEEK = [on("2026-11-23", "15", "19"), on("2026-11-24"), on("2026-11-25", "14", "18", "20")];
const led = (here: string, key: string) => timeByKey(WEEK, `2026-11-${here}:00:00Z`, key, ZONE);

describe("a week of times", () => {
  it("is seven dates, across months and a change of clocks", () => {
    assert.deepEqual(datesFrom("2026-10-29").slice(2, 5), [
      "2026-10-31",
      "2026-11-01",
      "2026-11-02",
    ]);
    assert.equal(datesFrom("2026-10-29").length, 7);
  });

  it("has no week before it that begins before today", () => {
    assert.equal(weekBefore("2026-11-30", "2026-11-26"), "2026-11-26");
    assert.equal(weekBefore("2026-12-10", "2026-11-26"), "2026-12-03");
  });

  it("is walked from time to time, on to the next day", () => {
    assert.equal(led("23T15", "ArrowRight"), "2026-11-23T19:00:00Z");
    assert.equal(led("23T19", "ArrowRight"), "2026-11-25T14:00:00Z");
    assert.equal(led("25T14", "ArrowLeft"), "2026-11-23T19:00:00Z");
    assert.equal(led("25T20", "ArrowRight"), null);
  });

  it("is walked from day to day at about the same time, past days without any", () => {
    assert.equal(led("23T19", "ArrowDown"), "2026-11-25T18:00:00Z");
    assert.equal(led("25T14", "ArrowUp"), "2026-11-23T15:00:00Z");
    assert.equal(led("25T14", "ArrowDown"), null);
  });

  it("has a first and a last time", () => {
    assert.equal(led("25T14", "Home"), "2026-11-23T15:00:00Z");
    assert.equal(led("23T15", "End"), "2026-11-25T20:00:00Z");
    assert.equal(led("23T15", "x"), null);
  });
});
