import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  addDays,
  clock,
  dateSaid,
  day,
  dayAndClock,
  fromNow,
  localDate,
  localMinute,
  shortClock,
  span,
  zoneName,
} from "../shared/time";

const NEW_YORK = "America/New_York";
const CHICAGO = "America/Chicago";
const AT = "2026-11-24T19:30:00Z";

describe("an instant in the time of a location", () => {
  it("is said by the twelve-hour clock", () => {
    assert.equal(clock(AT, NEW_YORK), "2:30 pm");
    assert.equal(clock(AT, CHICAGO), "1:30 pm");
    assert.equal(clock("2026-11-24T05:00:00Z", NEW_YORK), "12:00 am");
    assert.equal(clock("2026-11-24T17:05:00Z", NEW_YORK), "12:05 pm");
    assert.equal(shortClock(AT, NEW_YORK), "2:30");
  });

  it("may be given in milliseconds", () => {
    assert.equal(clock(Date.parse(AT), NEW_YORK), "2:30 pm");
  });

  it("is said with its day", () => {
    assert.equal(day(AT, NEW_YORK), "Tue, Nov 24");
    assert.equal(dayAndClock(AT, NEW_YORK), "Tue, Nov 24, 2:30 pm");
  });

  it("has the date that the location has then", () => {
    assert.equal(localDate("2026-11-25T05:30:00Z", NEW_YORK), "2026-11-25");
    assert.equal(localDate("2026-11-25T05:30:00Z", CHICAGO), "2026-11-24");
    assert.equal(localDate("2027-01-01T04:59:59Z", NEW_YORK), "2026-12-31");
  });

  it("is so many minutes into the location's day", () => {
    assert.equal(localMinute(AT, NEW_YORK), 14 * 60 + 30);
    assert.equal(localMinute("2026-11-24T05:00:00Z", NEW_YORK), 0);
    assert.equal(localMinute("2026-11-25T04:59:00Z", NEW_YORK), 24 * 60 - 1);
  });

  it("names the zone as it is called in that season", () => {
    assert.equal(zoneName(AT, NEW_YORK), "EST");
    assert.equal(zoneName("2026-07-01T12:00:00Z", NEW_YORK), "EDT");
  });
});

describe("a date", () => {
  it("goes on by days, over months, years and changes of the clocks", () => {
    assert.equal(addDays("2026-11-30", 1), "2026-12-01");
    assert.equal(addDays("2026-12-31", 1), "2027-01-01");
    assert.equal(addDays("2027-03-13", 2), "2027-03-15");
    assert.equal(addDays("2026-11-01", -1), "2026-10-31");
    assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  });

  it("is said with its weekday", () => {
    assert.equal(dateSaid("2026-11-24"), "Tuesday, November 24");
  });
});

describe("a stretch of time", () => {
  it("is said in minutes, hours or days", () => {
    const said = [0, 45, 59, 60, 185, 240, 47 * 60 + 59, 48 * 60, 60 * 60].map(span);
    const hours = ["1 h", "3 h 5 min", "4 h", "47 h 59 min"];
    assert.deepEqual(said, ["0 min", "45 min", "59 min", ...hours, "2 days", "3 days"]);
  });

  it("is said from now, before and after", () => {
    const now = Date.parse(AT);
    const said = [0, 20, 12 * 60, -12 * 60, -185 * 60].map((seconds) =>
      fromNow(now + seconds * 1000, now),
    );
    assert.deepEqual(said, ["now", "now", "in 12 min", "12 min ago", "3 h 5 min ago"]);
  });
});
