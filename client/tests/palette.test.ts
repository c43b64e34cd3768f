import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Match } from "../desk/find/find-everything";
import { choicesOf, isMeant, stepped } from "../desk/find/palette-choices";

const open = () => {};
const robin: Match = { id: "p1", kind: "person", name: "Robin E.", details: "", open };
const actions = [
  { key: "q", words: "Queue", act: open },
  { key: "n", words: "Take next call", act: open },
];

describe("the palette", () => {
  it("offers every action while nothing is typed", () => {
    assert.deepEqual(
      choicesOf([], actions, "").map(({ words }) => words),
      ["Queue", "Take next call"],
    );
  });

  it("offers who was found before what can be done", () => {
    assert.deepEqual(
      choicesOf([robin], actions, "que").map(({ id }) => id),
      ["p1", "key-q"],
    );
  });

  it("takes the beginnings of an action's words in any order", () => {
    assert.ok(isMeant("Take next call", "ca ta"));
    assert.ok(!isMeant("Take next call", "ake"));
    assert.ok(!isMeant("Take next call", "take a"));
  });

  it("steps around the ends", () => {
    assert.equal(stepped(0, "ArrowUp", 3), 2);
    assert.equal(stepped(2, "ArrowDown", 3), 0);
    assert.equal(stepped(0, "ArrowDown", 0), 0);
  });
});
