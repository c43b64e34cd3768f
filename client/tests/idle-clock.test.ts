import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { idleClock } from "../desk/idle-clock";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NOW = Date.parse("2026-11-23T15:00:00Z");

describe("a screen that nobody uses, locked after fifteen minutes", () => {
  const after = (milliseconds: number) => idleClock(15, NOW).stands(NOW + milliseconds);

  it("is left alone until a minute before, and looked at again just then", () => {
    assert.deepEqual(after(0), { kind: "here", left: 15 * MINUTE, lookIn: 14 * MINUTE });
    assert.deepEqual(after(13 * MINUTE), { kind: "here", left: 2 * MINUTE, lookIn: MINUTE });
  });

  it("asks in the last minute, second by second", () => {
    assert.deepEqual(after(14 * MINUTE), { kind: "ask", left: MINUTE, lookIn: SECOND });
    assert.deepEqual(after(15 * MINUTE - 1), { kind: "ask", left: 1, lookIn: SECOND });
  });

  it("is locked at the end, however long after that it is looked at", () => {
    assert.equal(after(15 * MINUTE).kind, "over");
    assert.deepEqual(after(8 * 60 * MINUTE), { kind: "over", left: 0, lookIn: SECOND });
  });

  it("begins anew with whoever is here, in this tab or in another", () => {
    const clock = idleClock(15, NOW);
    clock.here(NOW + 10 * MINUTE);
    assert.equal(clock.stands(NOW + 20 * MINUTE).left, 5 * MINUTE);
    clock.hereElsewhere(NOW + 20 * MINUTE);
    assert.equal(clock.stands(NOW + 20 * MINUTE).left, 15 * MINUTE);
  });

  it("lets other tabs hear of it every ten seconds at most", () => {
    const clock = idleClock(15, NOW);
    const told = [0, 1, 9, 10, 11, 19, 20].map((seconds) => clock.here(NOW + seconds * SECOND));
    assert.deepEqual(told, [true, false, false, true, false, false, true]);
  });
});
