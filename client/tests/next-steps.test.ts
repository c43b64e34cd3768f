// An appointment is checked in on its day, completed after its start, missed after its grace.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextSteps } from "../desk/appointment/next-steps";

const FROM = {
  check_in: "2026-11-25T05:00:00.000Z",
  fulfil: "2026-11-25T15:00:00.000Z",
  no_show: "2026-11-25T15:30:00.000Z",
};
type Status = Parameters<typeof nextSteps>[0]["status"];
const steps = (status: Status, at: string) =>
  nextSteps({ status, possible_from: FROM }, Date.parse(at));

describe("the next steps of an appointment", () => {
  it("before its day are none, and say from when they are possible", () => {
    assert.deepEqual(steps("booked", "2026-11-24T15:00:00Z"), {
      now: [],
      later: [
        { step: "check-in", from: FROM.check_in },
        { step: "no-show", from: FROM.no_show },
      ],
    });
  });

  it("on its day are to check in, and after the grace that nobody came", () => {
    assert.deepEqual(steps("booked", "2026-11-25T05:00:00Z").now, ["check-in"]);
    assert.deepEqual(steps("booked", "2026-11-25T15:29:59Z").now, ["check-in"]);
    assert.deepEqual(steps("booked", "2026-11-25T15:30:00Z").now, ["check-in", "no-show"]);
  });

  it("of who has arrived are to complete it, once it has started", () => {
    assert.deepEqual(steps("arrived", "2026-11-25T14:59:59Z"), {
      now: [],
      later: [{ step: "fulfil", from: FROM.fulfil }],
    });
    assert.deepEqual(steps("arrived", "2026-11-25T15:00:00Z").now, ["fulfil"]);
  });

  it("of who came after all are to check in; of what is over there are none", () => {
    assert.deepEqual(steps("noshow", "2026-11-25T16:00:00Z").now, ["check-in"]);
    const none = { now: [], later: [] };
    assert.deepEqual(steps("fulfilled", "2026-11-25T16:00:00Z"), none);
    assert.deepEqual(steps("cancelled", "2026-11-25T16:00:00Z"), none);
  });
});
