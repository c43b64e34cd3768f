import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { soonest } from "../desk/booking/booking-choice";
import { minutesHere, recoveryIn } from "../desk/day/appointment-times";
import { countStates, countWords } from "../desk/day/count-states";
import { firstSlotNow } from "../desk/day/first-slot-now";
import { canCheckIn, nextExpected } from "../desk/day/next-expected";
import { nearestBy, nextPlace } from "../desk/day/next-place";
import { serviceLook } from "../desk/day/service-look";
import type { BayDay, Place, SlotLine } from "../desk/sheet";

const LEFT = "chair-1";
const RIGHT = "chair-2";
const BAYS = [LEFT, "empty", RIGHT];

function place(bay: string, time: string): Place {
  const starts_at = `2026-11-23T${time}:00Z`;
  const slot = { slot_id: `${starts_at}#${bay}`, starts_at, status: "free", bay };
  return { slot: slot as SlotLine, bay: { bay } as BayDay };
}

const early = place(LEFT, "15:00");
const noon = place(LEFT, "17:00");
const late = place(LEFT, "19:00");
const before = place(RIGHT, "16:30");
const after = place(RIGHT, "18:00");
const ALL = [early, noon, late, before, after];

const from = (here: Place, key: string, open: Place[] = ALL) => nextPlace(key, here, open, BAYS);

describe("the arrow keys on the day", () => {
  it("lead along a bay, to its ends, and not beyond", () => {
    assert.equal(from(noon, "ArrowDown"), late);
    assert.equal(from(noon, "ArrowUp"), early);
    assert.equal(from(noon, "Home"), early);
    assert.equal(from(noon, "End"), late);
    assert.equal(from(late, "ArrowDown"), null);
    assert.equal(from(early, "ArrowUp"), null);
  });

  it("lead to the slot nearest in time of the next bay that has one", () => {
    assert.equal(from(noon, "ArrowRight"), before);
    assert.equal(from(late, "ArrowRight"), after);
    assert.equal(from(after, "ArrowLeft"), noon);
    assert.equal(from(before, "ArrowRight"), null);
  });

  it("pass over what cannot be chosen", () => {
    assert.equal(from(early, "ArrowDown", [early, late, after]), late);
    assert.equal(from(noon, "ArrowRight", [early, late, after]), after);
    assert.equal(from(noon, "ArrowRight", [late]), null);
  });

  it("are the only keys that lead anywhere", () => {
    for (const key of ["Enter", "a", " ", "Tab"]) assert.equal(from(noon, key), null);
  });
});

describe("the nearest place", () => {
  it("is the first of those that are least far, or none", () => {
    const far = ({ slot }: Place) =>
      Math.abs(Date.parse(slot.starts_at) - Date.parse("2026-11-23T16:00:00Z"));
    assert.equal(nearestBy([early, noon], far), early);
    assert.equal(nearestBy([late, before], far), before);
    assert.equal(nearestBy([], far), null);
  });
});

describe("a day's counts", () => {
  const slot = (status: string, appointment?: string) =>
    ({ status, appointment: appointment && { status: appointment } }) as SlotLine;
  const bays = [
    { bay: LEFT, slots: [slot("free"), slot("booked", "noshow"), slot("booked", "booked")] },
    { bay: RIGHT, slots: [slot("booked", "noshow"), slot("blocked")] },
  ] as BayDay[];

  it("name the states that there are, appointments first", () => {
    assert.deepEqual(countStates({ bays }), [
      ["booked", 1],
      ["noshow", 2],
      ["free", 1],
      ["blocked", 1],
    ]);
    assert.deepEqual(countStates({ bays: [] }), []);
  });

  it("are said for one and for many", () => {
    assert.equal(countWords("noshow", 1), "1 no-show");
    assert.equal(countWords("noshow", 2), "2 no-shows");
    assert.equal(countWords("booked", 3), "3 upcoming");
  });
});

describe("a service's color", () => {
  const services = Array.from({ length: 9 }, (_, at) => ({ service_id: `service ${at}` }));

  it("is by the order of the clinic's file, and begins anew after the last one", () => {
    assert.equal(serviceLook("service 0", services), "service-1");
    assert.equal(serviceLook("service 7", services), "service-8");
    assert.equal(serviceLook("service 8", services), "service-1");
  });

  it("is none for a service that the clinic no longer has", () => {
    assert.equal(serviceLook("gone", services), null);
  });
});

describe("the recovery within a slot", () => {
  const slot = { starts_at: "2026-11-23T15:00:00Z", ends_at: "2026-11-23T16:40:00Z" };

  it("follows the treatment and takes its part of the slot, which may be longer", () => {
    const service = { duration_minutes: 50, recovery_minutes: 40 };
    assert.deepEqual(recoveryIn(slot, service), {
      from: Date.parse("2026-11-23T15:50:00Z"),
      after: 0.5,
      share: 0.4,
    });
  });

  it("never leaves the slot", () => {
    const service = { duration_minutes: 75, recovery_minutes: 60 };
    assert.equal(recoveryIn(slot, service)?.share, 0.25);
    assert.equal(recoveryIn(slot, { duration_minutes: 120, recovery_minutes: 40 }), null);
  });

  it("is none for a service without, or one that is gone", () => {
    assert.equal(recoveryIn(slot, { duration_minutes: 30, recovery_minutes: 0 }), null);
    assert.equal(recoveryIn(slot, undefined), null);
  });
});

describe("the time that a patient is here", () => {
  const now = Date.parse("2026-11-23T15:25:59Z");
  const since = "2026-11-23T15:00:00Z";

  it("is counted in whole minutes from the check-in, never below none", () => {
    assert.equal(minutesHere({ status: "arrived", arrived_at: since }, now), 25);
    assert.equal(minutesHere({ status: "arrived", arrived_at: "2026-11-23T15:26:30Z" }, now), 0);
  });

  it("is nobody's who has not come, is done, or came before it was kept", () => {
    assert.equal(minutesHere({ status: "booked" }, now), null);
    assert.equal(minutesHere({ status: "fulfilled", arrived_at: since }, now), null);
    assert.equal(minutesHere({ status: "arrived" }, now), null);
  });
});

describe("whoever is checked in next", () => {
  const visit = (bay: string, time: string, status: string): Place => {
    const { slot, bay: where } = place(bay, time);
    return { slot: { ...slot, appointment: { status } } as SlotLine, bay: where };
  };
  const here = visit(LEFT, "15:00", "arrived");
  const missed = visit(LEFT, "15:30", "noshow");
  const next = visit(RIGHT, "16:00", "booked");
  const then = visit(LEFT, "17:00", "booked");

  it("is the earliest who has not come, whichever the bay", () => {
    assert.equal(nextExpected([noon, here, missed, then, next]), next);
    assert.equal(nextExpected([noon, here, missed]), null);
  });

  it("can be whoever was given up for a no-show, and nobody twice", () => {
    assert.deepEqual([noon, here, missed, next].filter(canCheckIn), [missed, next]);
  });
});

describe("the slot of somebody who walks in", () => {
  const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);

  it("has just started, or is the first that will", () => {
    assert.equal(firstSlotNow(ALL, at("15:10")), early);
    assert.equal(firstSlotNow(ALL, at("15:16")), before);
  });

  it("stays when another service is chosen that can be had then, or else is the soonest", () => {
    const start = (at: string) => ({ at, bays: [], released: false });
    const chosen = { serviceId: "other", date: "", startsAt: "2026-11-23T16:00:00Z", bay: "" };
    const starts = ["2026-11-23T15:00:00Z", "2026-11-23T16:30:00Z"].map(start);
    assert.equal(soonest(chosen, [...starts, start("2026-11-23T16:00:00Z")], at("16:10")), chosen);
    assert.equal(soonest(chosen, starts, at("16:10")).startsAt, "2026-11-23T16:30:00Z");
    assert.equal(soonest(chosen, starts, at("18:00")).startsAt, null);
  });

  it("is none when the day is over", () => {
    assert.equal(firstSlotNow(ALL, at("20:00")), null);
  });
});
