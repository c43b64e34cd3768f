import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  cityOf,
  ownTime,
  ownTimeAndZone,
  saidDates,
  saidPromise,
  saidWhen,
} from "../visitor/said-times";

const NEW_YORK = "America/New_York";
const AT = "2026-11-24T19:30:00Z";
const reader = (zone: string, locale = "en-US") => ({ zone, locale });

describe("a time on a visitor's page", () => {
  it("is the location's, with its day and zone", () => {
    assert.equal(saidWhen(AT, NEW_YORK, "en-US"), "Tuesday, November 24, 2:30 pm EST");
    assert.equal(saidWhen(AT, NEW_YORK, "es-US"), "martes, 24 de noviembre, 2:30 p.\u00a0m. EST");
  });

  it("counts a started minute of a promise whole, as the receipt does", () => {
    const said = (at: string) => saidPromise(at, NEW_YORK, "en-US");
    assert.equal(said("2026-11-24T19:29:01Z"), "Tuesday, November 24, 2:30 pm EST");
    assert.equal(said(AT), "Tuesday, November 24, 2:30 pm EST");
  });

  it("is said by one's own clock, too, where that reads otherwise", () => {
    assert.equal(ownTime(AT, NEW_YORK, reader("America/Chicago")), "1:30 pm");
    assert.equal(ownTimeAndZone(AT, NEW_YORK, reader("America/Chicago")), "1:30 pm CST");
    assert.equal(ownTime(AT, NEW_YORK, reader("America/Toronto")), "");
    assert.equal(ownTimeAndZone(AT, NEW_YORK, reader("America/Toronto")), "");
  });

  it("is said with the day where one's own is another", () => {
    assert.equal(ownTime(AT, NEW_YORK, reader("Asia/Tokyo")), "Wed 4:30 am");
    assert.equal(ownTime(AT, NEW_YORK, reader("Asia/Tokyo", "es-US")), "mié 4:30 a.\u00a0m.");
  });
});

it("a zone is named for its city", () => {
  assert.equal(cityOf("America/Argentina/Buenos_Aires"), "Buenos Aires");
  assert.equal(cityOf("UTC"), "UTC");
});

it("a week is named for its first and last day", () => {
  assert.match(saidDates("2026-11-23", "2026-11-29", "en-US"), /^November 23\s–\s29$/);
  assert.match(saidDates("2026-11-30", "2026-12-06", "en-US"), /^November 30\s–\sDecember 6$/);
});
