import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { snoozeChoices, typedTime } from "../desk/card/snooze-times";

const ZONE = "America/New_York";
const MORNING = Date.parse("2026-11-23T15:00:00Z"); // 10 am
const EVENING = Date.parse("2026-11-23T23:00:00Z");

describe("until when a call can be snoozed by one press", () => {
  it("an hour, this afternoon, tomorrow, a week, by the location's clock", () => {
    assert.deepEqual(snoozeChoices(MORNING, ZONE), [
      ["In an hour", "2026-11-23T16:00:00.000Z"],
      ["This afternoon", "2026-11-23T19:00:00.000Z"],
      ["Tomorrow morning", "2026-11-24T14:00:00.000Z"],
      ["In a week", "2026-11-30T14:00:00.000Z"],
    ]);
  });

  it("not this afternoon once it is over", () => {
    const words = snoozeChoices(EVENING, ZONE).map(([text]) => text);
    assert.deepEqual(words, ["In an hour", "Tomorrow morning", "In a week"]);
  });
});

describe("a time that is typed", () => {
  it("is one of the location's clock", () => {
    const { until } = typedTime("2026-11-25", "16:30", ZONE, MORNING);
    assert.equal(until, "2026-11-25T21:30:00.000Z");
  });

  it("needs a date and a time", () => {
    assert.equal(typedTime("", "16:30", ZONE, MORNING).wrongDate, "Choose a date.");
    assert.equal(typedTime("2026-11-25", "", ZONE, MORNING).wrongTime, "Choose a time.");
  });

  it("is not one that has passed", () => {
    const typed = typedTime("2026-11-23", "09:00", ZONE, MORNING);
    assert.deepEqual([typed.until, typed.wrongTime], [null, "This time has passed."]);
  });

  it("is not one that the clocks leave out", () => {
    const typed = typedTime("2027-03-14", "02:30", ZONE, MORNING);
    assert.equal(typed.until, null);
    assert.match(typed.wrongTime ?? "", /Sunday, March 14/);
  });
});
