import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  countOf,
  goesOnAt,
  linesOf,
  type QueueEntry,
  shortly,
  standingOf,
} from "../desk/queue/waiting";

const NOW = Date.parse("2026-11-23T15:00:00Z");
const ZONE = "America/New_York";

const entry = (changes: Partial<QueueEntry> = {}): QueueEntry => ({
  callback_id: "one",
  first_name: "Robin",
  last_initial: "E",
  reason: "ketamine-consultation",
  source: "consultation-request",
  urgency: "routine",
  read_first: false,
  state: "waiting",
  requested_at: "2026-11-23T15:00:00Z",
  respond_by: "2026-11-23T17:00:00Z",
  overdue: false,
  callable: true,
  attempts: 0,
  people: [],
  more: 0,
  do_not_contact: false,
  booked_meanwhile: false,
  ...changes,
});

const early = {
  callable: false,
  held_back_by: "legal-hours",
  callable_from: "2026-11-23T18:00:00Z",
} as const;

describe("an entry of the queue", () => {
  it("shows the clock of its promise", () => {
    assert.deepEqual(standingOf(entry(), NOW), { kind: "fine", words: "in 2 h" });
  });

  it("waits until it may be called, and then shows its promise without being asked for", () => {
    const until = Date.parse(early.callable_from);
    assert.deepEqual(standingOf(entry(early), until - 1), {
      kind: "waits",
      from: early.callable_from,
      why: "legal-hours",
    });
    assert.equal(standingOf(entry(early), until).kind, "late");
  });

  it("waits for good where no hour is right", () => {
    const never = entry({ ...early, callable_from: undefined });
    assert.equal(standingOf(never, NOW + 1e12).kind, "waits");
  });

  it("does not wait once somebody is with the caller", () => {
    assert.equal(standingOf(entry({ ...early, claimed_by: "staff-ana" }), NOW).kind, "fine");
  });
});

describe("the count", () => {
  it("is of those whom nobody is with, and of the overdue among them", () => {
    const late = { respond_by: "2026-11-23T14:00:00Z" };
    const entries = [entry(), entry(late), entry({ ...late, claimed_by: "staff-ben" })];
    assert.deepEqual(countOf(entries, NOW), { waiting: 2, overdue: 1 });
  });

  it("calls nobody overdue who may not be called yet", () => {
    const held = entry({ ...early, respond_by: "2026-11-23T14:00:00Z" });
    assert.deepEqual(countOf([held], NOW), { waiting: 1, overdue: 0 });
  });
});

it("an instant of today is told by the clock alone", () => {
  assert.equal(shortly("2026-11-23T17:00:00Z", NOW, ZONE), "12:00 pm");
  assert.equal(shortly("2026-11-24T17:00:00Z", NOW, ZONE), "Tue, Nov 24, 12:00 pm");
});

describe("whoever is at a line", () => {
  const before = ["a", "b", "c", "d"];

  it("stays there wherever it moves", () => {
    assert.equal(goesOnAt(before, ["c", "x", "b"], "b"), "b");
  });

  it("goes on at the next that is left once it is gone", () => {
    assert.equal(goesOnAt(before, ["a", "d"], "b"), "d");
  });

  it("goes back to the one before where none follows", () => {
    assert.equal(goesOnAt(before, ["a", "b"], "d"), "b");
    assert.equal(goesOnAt(before, ["x"], "d"), null);
  });
});

describe("a group", () => {
  const calls = ["a", "b", "c"].map((id) => entry({ callback_id: id, urgency: "crisis" }));
  const group = entry({
    callback_id: "a",
    urgency: "crisis",
    group: { count: 140, entries: calls },
  });
  const ids = (opened: string[]): string[] =>
    linesOf([group, entry()], new Set(opened)).map(({ id }) => id);

  it("is one line, and opens to a line for each call", () => {
    assert.deepEqual(ids([]), ["group-a", "one"]);
    assert.deepEqual(ids(["a", "b", "c"]), ["group-a", "a", "b", "c", "one"]);
  });

  it("stays open when its first call is taken", () => {
    assert.deepEqual(ids(["gone", "b", "c"]), ["group-a", "a", "b", "c", "one"]);
  });

  it("counts as all its calls, whether or not they came along", () => {
    assert.equal(countOf([group, entry()], NOW).waiting, 141);
  });
});
