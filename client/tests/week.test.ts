import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { BayDay, SlotLine } from "../desk/sheet";
import { appointmentsOf } from "../desk/sheet";
import { firstOfWeek, freeOn, goodFor, weekOf } from "../desk/week/week-days";

const NOON = Date.parse("2026-11-23T17:00:00Z");

const slot = (starts_at: string, status: string, id?: string): SlotLine =>
  ({
    slot_id: starts_at,
    starts_at,
    ends_at: starts_at.replace(":00Z", ":30Z"),
    status,
    appointment_id: id,
    appointment: id ? { status: "booked" } : undefined,
  }) as SlotLine;

const bay = (name: string, ...slots: SlotLine[]): BayDay => ({ bay: name, name, slots }) as BayDay;

describe("a week", () => {
  it("begins on Sunday, whatever day it is asked for by", () => {
    for (const date of weekOf("2026-11-25")) assert.equal(firstOfWeek(date), "2026-11-22");
    assert.equal(firstOfWeek("2026-11-21"), "2026-11-15");
  });

  it("has seven dates, over the end of a month, of a year, and a night of 25 hours", () => {
    assert.deepEqual(weekOf("2027-01-01").slice(4), ["2026-12-31", "2027-01-01", "2027-01-02"]);
    const clocksGoBack = weekOf("2026-11-01");
    assert.deepEqual([clocksGoBack[0], clocksGoBack[6]], ["2026-11-01", "2026-11-07"]);
  });

  it("is read once a minute at most, and every five while nobody is at work", () => {
    assert.equal(goodFor(true), 60000);
    assert.ok((3600000 / goodFor(false)) * 7 <= 84);
  });
});

describe("a day of it", () => {
  const bays = [
    bay("Chair 1", slot("2026-11-23T20:00:00Z", "booked", "late")),
    bay(
      "Chair 2",
      slot("2026-11-23T15:00:00Z", "booked", "early"),
      slot("2026-11-23T16:00:00Z", "free"),
      slot("2026-11-23T18:00:00Z", "free"),
      slot("2026-11-23T19:00:00Z", "released"),
      slot("2026-11-23T21:00:00Z", "blocked"),
    ),
  ];

  it("says who comes in order of time, whatever chair they have", () => {
    const ids = appointmentsOf({ bays }).map(({ appointment }) => appointment.appointment_id);
    assert.deepEqual(ids, ["early", "late"]);
  });

  it("counts what can still be had, and not what has passed or is blocked", () => {
    assert.equal(freeOn({ bays }, NOON), 2);
  });
});
