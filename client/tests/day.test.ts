import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countStates, countWords } from "../desk/day/count-states";
import { nearestBy, nextPlace } from "../desk/day/next-place";
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
