import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Care, dueIn, isAtWork, pauseAfter, pauseFor } from "../desk/look-rules";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const idle = (idleFor: number) => ({ idleFor, isHidden: false, isCovered: false });

describe("the pause between two looks", () => {
  for (const [idleFor, close, loose] of [
    [0, 4, 30],
    [90 * SECOND - 1, 4, 30],
    [90 * SECOND, 15, 30],
    [5 * MINUTE - 1, 15, 30],
    [5 * MINUTE, 90, 150],
    [24 * 60 * MINUTE, 90, 150],
  ] as const)
    it(`is ${close} s, or ${loose} s, once nobody did anything for ${idleFor / SECOND} s`, () => {
      assert.equal(pauseFor("close", idle(idleFor)), close * SECOND);
      assert.equal(pauseFor("loose", idle(idleFor)), loose * SECOND);
    });

  it("is as short for callers in crisis, and not much longer where nobody sees the page", () => {
    assert.equal(pauseFor("grave", idle(0)), 4 * SECOND);
    assert.equal(pauseFor("grave", { ...idle(0), isHidden: true }), 45 * SECOND);
  });

  it("is a minute for a page that is hidden or covered, whatever is done at it", () => {
    for (const care of ["close", "loose"] as const)
      for (const away of [{ isHidden: true }, { isCovered: true }])
        assert.equal(pauseFor(care, { ...idle(0), ...away }), MINUTE);
  });

  it("lets an hour untouched cost three hundred requests at most on the screen that asks most", () => {
    const looks = (care: Care): number => {
      let count = 0;
      for (let at = 0; at < 60 * MINUTE; at += pauseFor(care, idle(at))) count += 1;
      return count;
    };
    const [queue, crises] = [looks("close"), looks("grave")];
    const todayOrFreeSlots = looks("loose");
    const all = queue + crises + todayOrFreeSlots;
    assert.ok(all <= 300, `${queue} + ${crises} + ${todayOrFreeSlots}`);
  });
});

describe("somebody", () => {
  it("is at work while they do something at a page that they see", () => {
    assert.ok(isAtWork(idle(0)));
    assert.ok(!isAtWork(idle(90 * SECOND)));
    assert.ok(!isAtWork({ ...idle(0), isHidden: true }));
    assert.ok(!isAtWork({ ...idle(0), isCovered: true }));
  });
});

describe("the pause after a failure", () => {
  it("grows with each one, up to a minute for those who work", () => {
    const most = [0, 1, 2, 3, 4, 5, 50].map((failures) => pauseAfter(failures, 4 * SECOND, 1));
    assert.deepEqual(
      most.map((pause) => pause / SECOND),
      [4, 8, 16, 32, 60, 60, 60],
    );
  });

  it("differs from screen to screen, and is never shorter than usual", () => {
    for (const usual of [4, 15, 30, 60].map((seconds) => seconds * SECOND))
      for (let failures = 1; failures < 20; failures++) {
        const least = pauseAfter(failures, usual, 0);
        assert.ok(least >= usual);
        assert.equal(pauseAfter(failures, usual, 1), 2 * least);
        assert.equal(pauseAfter(failures, usual, 0.5), 1.5 * least);
      }
  });
});

describe("a look", () => {
  it("is due after the pause, at once if that is over, and no later if the clock was set back", () => {
    assert.equal(dueIn(4000, 1000, 2000), 3000);
    assert.equal(dueIn(4000, 1000, 90000), 0);
    assert.equal(dueIn(4000, 90000, 1000), 4000);
  });
});
