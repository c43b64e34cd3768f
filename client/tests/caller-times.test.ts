import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { timeThere, wishesSaid, wishSaid } from "../desk/card/caller-times";

const NEW_YORK = "America/New_York";
const HONOLULU = "Pacific/Honolulu";
const TEN_IN_NEW_YORK = Date.parse("2026-11-23T15:00:00Z");

const at = (time: string) => Date.parse(`2026-11-23T${time}:00-05:00`);

describe("what time it is for a caller", () => {
  it("is told in each zone where they may be, the same time once", () => {
    const zones = [NEW_YORK, "America/Toronto", "America/Chicago"];
    const there = timeThere({ caller_zones: zones, urgency: "routine" }, NEW_YORK, TEN_IN_NEW_YORK);
    assert.equal(there.words, "Their time: 10:00 am EST or 9:00 am CST");
    assert.equal(there.wrong, "");
  });

  it("is the clinic's where theirs is not known, and says so", () => {
    const there = timeThere({ caller_zones: [], urgency: "routine" }, NEW_YORK, TEN_IN_NEW_YORK);
    assert.equal(there.words, "We don't know their time zone. Time here: 10:00 am EST");
  });

  it("is wrong if it is too early or too late in any of them", () => {
    const zones = [NEW_YORK, HONOLULU];
    const there = timeThere({ caller_zones: zones, urgency: "urgent" }, NEW_YORK, TEN_IN_NEW_YORK);
    assert.equal(there.wrong, "Calls are allowed only from 8:00 am to 9:00 pm their time.");
  });

  it("is right from eight to the last minute before nine", () => {
    const isWrong = (time: string) =>
      timeThere({ caller_zones: [NEW_YORK], urgency: "routine" }, NEW_YORK, at(time)).wrong !== "";
    assert.deepEqual(["07:59", "08:00", "20:59", "21:00"].map(isWrong), [true, false, false, true]);
  });

  it("is never wrong for a caller in crisis", () => {
    const there = timeThere(
      { caller_zones: [HONOLULU], urgency: "crisis" },
      NEW_YORK,
      TEN_IN_NEW_YORK,
    );
    assert.equal(there.wrong, "");
  });
});

describe("when a caller prefers a call", () => {
  const hours = { start: "15:00:00", zone: NEW_YORK };

  it("names the days unless it is every day", () => {
    const weekdays = ["monday", "tuesday"] as const;
    const wish = wishSaid({ ...hours, end: "17:00:00", weekdays: [...weekdays] }, TEN_IN_NEW_YORK);
    assert.equal(wish, "Prefers a call Mon, Tue, 3:00 pm to 5:00 pm (EST)");
  });

  it("is told of each occasion, each once", () => {
    const evening = { ...hours, start: "20:00", end: "21:00", weekdays: [] };
    const late = { ...hours, end: "17:00", weekdays: [] };
    const wishes = [{ window: late }, {}, { window: evening }, { window: late }];
    assert.deepEqual(wishesSaid(wishes, TEN_IN_NEW_YORK), [
      "Prefers a call 3:00 pm to 5:00 pm (EST)",
      "Prefers a call 8:00 pm to 9:00 pm (EST)",
    ]);
  });

  it("ends at midnight where the day does", () => {
    const wish = wishSaid({ ...hours, end: "24:00", weekdays: [] }, TEN_IN_NEW_YORK);
    assert.equal(wish, "Prefers a call 3:00 pm to midnight (EST)");
  });
});
