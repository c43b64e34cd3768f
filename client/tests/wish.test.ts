import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DAYS, partOf, saidWeekday, wishOf } from "../visitor/waitlist/wish";

describe("What somebody waits for", () => {
  it("is sent as days, a part of the day and two dates", () => {
    const wish = wishOf(["monday"], "morning", "2026-11-24", "2026-12-24");
    assert.deepEqual(wish, {
      first_day: "2026-11-24",
      last_day: "2026-12-24",
      weekdays: ["monday"],
      earliest_time: "00:00",
      latest_time: "11:59",
    });
  });

  it("is read again as the part of the day that was chosen", () => {
    for (const part of ["any", "morning", "afternoon"] as const)
      assert.equal(partOf(wishOf([...DAYS], part, "2026-11-24", "2026-12-24")), part);
  });

  it("is told by its times where staff chose others", () => {
    const wish = wishOf([...DAYS], "any", "2026-11-24", "2026-12-24");
    assert.equal(partOf({ ...wish, earliest_time: "09:00", latest_time: "11:00" }), null);
  });

  it("names its days in the reader's language", () => {
    assert.equal(saidWeekday("monday", "long", "en-US"), "Monday");
    assert.equal(saidWeekday("sunday", "long", "es-US"), "domingo");
  });
});
