import assert from "node:assert/strict";
import { it } from "node:test";
import { nextOf } from "../desk/card/people-inside";
import type { Schemas } from "../shared/api";

const person = (id: string, outcome: "reached" | null = null) =>
  ({ person_id: id, outcome }) as Schemas["PersonInCall"];

it("one key chooses whom a call is about, one after the other", () => {
  const card = { people: [person("a"), person("done", "reached"), person("b")] };
  assert.equal(nextOf(card, null), "a");
  assert.equal(nextOf(card, "a"), "b");
  assert.equal(nextOf(card, "b"), "a");
  assert.equal(nextOf(card, "done"), "a");
});
