import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { attempt, isOpen, newKey } from "../shared/keys";

const SILENCE = undefined;

describe("the key of a write", () => {
  it("is made of enough chance that nobody else gives it", () => {
    const keys = new Set(Array.from({ length: 100 }, newKey));
    assert.equal(keys.size, 100);
    for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
  });

  for (const [what, status] of [
    ["silence", SILENCE],
    ["a failure at the clinic", 503],
    ["too many requests", 429],
  ] as const)
    it(`stays the same through ${what}`, () => {
      const mine = attempt();
      const key = mine.key();
      assert.equal(mine.ended(status), false);
      assert.equal(mine.key(), key);
      assert.equal(mine.ended(status), false);
      assert.equal(mine.key(), key);
    });

  it("is another one for what is sent after it was done", () => {
    const mine = attempt();
    const key = mine.key();
    assert.equal(mine.ended(SILENCE), false);
    assert.equal(mine.ended(201), true);
    assert.notEqual(mine.key(), key);
  });

  it("is another one after a mistake that was found before anything was done", () => {
    const mine = attempt();
    const key = mine.key();
    assert.equal(mine.ended(422), true);
    assert.notEqual(mine.key(), key);
  });

  for (const before of [SILENCE, 500, 504])
    it(`stays through a mistake in a field after ${before ?? "silence"}: it may be done`, () => {
      const mine = attempt();
      const key = mine.key();
      mine.ended(before);
      assert.equal(mine.ended(422), false);
      assert.equal(mine.key(), key);
      assert.equal(mine.ended(404), false);
      assert.equal(mine.key(), key);
      assert.equal(mine.ended(200), true);
    });

  it("does not stay through a mistake after too many requests: nothing was done", () => {
    const mine = attempt();
    const key = mine.key();
    mine.ended(429);
    assert.equal(mine.ended(422), true);
    assert.notEqual(mine.key(), key);
  });

  it("is used up by a conflict, which says what became of it", () => {
    const mine = attempt();
    const key = mine.key();
    mine.ended(500);
    assert.equal(mine.ended(409), true);
    assert.notEqual(mine.key(), key);
    assert.equal(mine.ended(422), true, "nothing is left of the attempt before");
  });

  it("that was sent before the page was loaded again is sent again, and may be done", () => {
    const mine = attempt("sent-before");
    assert.equal(mine.key(), "sent-before");
    assert.equal(mine.ended(422), false);
    assert.equal(mine.key(), "sent-before");
    assert.equal(mine.ended(201), true);
    assert.notEqual(mine.key(), "sent-before");
  });
});

it("a status leaves open what became of a write, or says it", () => {
  assert.deepEqual([undefined, 0, 429, 500, 503].map(isOpen), [true, true, true, true, true]);
  assert.deepEqual([200, 201, 400, 401, 404, 409, 412, 422].map(isOpen), Array(8).fill(false));
});
