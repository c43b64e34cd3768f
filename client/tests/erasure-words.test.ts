import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type Blocker,
  blockersSaid,
  goesSaid,
  staysSaid,
  togetherSaid,
} from "../desk/record/erasure-words";
import { holdIn } from "../desk/record/hold-in";

const ZONE = "America/New_York";
const preview = (blockers: Blocker[], people = ["robin"]) => ({
  person_id: "robin",
  people,
  reason: "asked-by-person" as const,
  goes: [],
  stays: [],
  blockers,
});
const held = (of: string): Blocker => ({
  what: "legal-hold",
  of,
  by: "visitor",
  reason: "A court asks.",
  at: "2026-11-23T15:00:00Z",
});
const said = (...blockers: Blocker[]) => blockersSaid(preview(blockers), ZONE);

describe("what is in the way of an erasure", () => {
  it("is said with what to do about it", () => {
    assert.deepEqual(said(), []);
    assert.match(said({ what: "open-callback", of: "call" })[0] ?? "", /Close it in the queue/);
    assert.match(said({ what: "crisis", of: "call" })[0] ?? "", /crisis.*has to answer it first/);
    assert.match(said({ what: "waitlist", of: "entry" })[0] ?? "", /Take them off it/);
    const ahead: Blocker = { what: "appointment-ahead", of: "x", at: "2026-11-24T15:00:00Z" };
    assert.match(said(ahead)[0] ?? "", /Tue, Nov 24, 10:00 am\. It has to be over or canceled/);
  });

  it("is said once, however many there are of the same", () => {
    const calls = ["one", "two"].map((of): Blocker => ({ what: "open-callback", of }));
    assert.equal(said(...calls).length, 1);
  });

  it("is a hold with who set it, when and why, and whether it is on another name", () => {
    const [here = "", ...none] = said(held("robin"));
    assert.match(here, /set by the patient, Mon, Nov 23, 10:00 am: A court asks\.$/);
    assert.deepEqual(none, []);
    assert.match(said(held("robyn"))[0] ?? "", /another name that is noted as theirs/);
  });
});

describe("a hold, as a preview tells it,", () => {
  it("is this person's, or none that is lifted here", () => {
    const { at, by, reason } = held("robin");
    const found = { person_id: "robin", is_set: true, at, by, reason };
    assert.deepEqual(holdIn(preview([held("robin")])), found);
    assert.deepEqual(holdIn(preview([held("robyn")])), { person_id: "robin", is_set: false });
    assert.deepEqual(holdIn(preview([])), { person_id: "robin", is_set: false });
  });
});

describe("what goes and stays", () => {
  it("is said by kind, with how many, why and until when", () => {
    assert.equal(goesSaid({ what: "callback", count: 2 }), "Calls: 2");
    const stays = { what: "medical-record" as const, count: 3, why: "By law." };
    assert.deepEqual(staysSaid({ ...stays, until: "2033-11-25T15:00:00Z" }, ZONE), {
      name: "Medical records: 3.",
      why: "By law. Until November 25, 2033.",
    });
    assert.equal(staysSaid(stays, ZONE).why, "By law.");
  });

  it("is of every name that is theirs", () => {
    assert.equal(togetherSaid(preview([])), "");
    assert.match(togetherSaid(preview([], ["robin", "robyn"])), /^One other name/);
    assert.match(togetherSaid(preview([], ["robin", "a", "b"])), /^2 other names/);
  });
});
