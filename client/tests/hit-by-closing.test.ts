import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hitByClosing, scopeOf } from "../desk/day/hit-by-closing";
import type { BayDay, SlotLine } from "../desk/sheet";

const ZONE = "America/New_York";
const DATE = "2026-11-24";
const SEVEN = Date.parse("2026-11-24T12:00Z");

const visit = (id: string, starts_at: string, ends_at: string, status = "booked"): SlotLine =>
  ({
    slot_id: id,
    starts_at,
    ends_at,
    status: "booked",
    appointment_id: id,
    appointment: { first_name: "Robin", last_initial: "E", service_id: "infusion", status },
  }) as SlotLine;

const free = { slot_id: "f", starts_at: "2026-11-24T15:00Z", ends_at: "2026-11-24T16:00Z" };
const bays = [
  {
    bay: "chair-1",
    name: "Chair 1",
    pool: "infusion",
    slots: [
      visit("one", "2026-11-24T18:00Z", "2026-11-24T19:30Z"),
      { ...free, status: "free" } as SlotLine,
      visit("gone", "2026-11-24T11:00Z", "2026-11-24T12:30Z"),
    ],
  },
  {
    bay: "consult-1",
    name: "Room 1",
    pool: "consult",
    slots: [
      visit("eleven", "2026-11-24T16:00Z", "2026-11-24T17:00Z"),
      visit("here", "2026-11-24T17:00Z", "2026-11-24T18:00Z", "arrived"),
    ],
  },
] as BayDay[];

const hit = (scope = "", from = "", to = ""): string[] =>
  hitByClosing({ bays, date: DATE }, { scope, from, to }, ZONE, SEVEN).map(
    ({ appointment_id: id }) => id,
  );

describe("whom a closing hits", () => {
  it("is everybody still to come, in order of time", () => {
    assert.deepEqual(hit(), ["eleven", "one"]);
  });

  it("is of a pool or a bay whoever is there", () => {
    assert.deepEqual(hit("pool:consult"), ["eleven"]);
    assert.deepEqual(hit("bay:chair-1"), ["one"]);
  });

  it("is of some hours whoever would be there in them", () => {
    assert.deepEqual(hit("", "", "12:00"), ["eleven"]);
    assert.deepEqual(hit("", "12:00", ""), ["one"]);
    assert.deepEqual(hit("", "14:00", ""), ["one"]);
    assert.deepEqual(hit("", "14:30", ""), []);
  });
});

describe("the scope of a closing", () => {
  it("is sent as the API takes it", () => {
    assert.deepEqual(scopeOf(""), {});
    assert.deepEqual(scopeOf("pool:infusion"), { pool: "infusion" });
    assert.deepEqual(scopeOf("bay:chair-1"), { bays: ["chair-1"] });
  });
});
