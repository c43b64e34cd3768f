import assert from "node:assert/strict";
import { it } from "node:test";
import { initialSaid } from "../desk/short-name";

const named = (first_name: string, last_initial: string) => ({ first_name, last_initial });

it("a first name is followed by an initial in lists, where both are known", () => {
  assert.equal(initialSaid(named("Robin", "E")), "E.");
  assert.equal(initialSaid(named("Robin", "")), "");
  assert.equal(initialSaid(named("", "E")), "");
});
