import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Stated, statedFacts } from "../desk/find/stated-facts";

const said = (of: string, at: string, more: Partial<Stated>): Stated => ({
  of,
  at,
  source: "consultation-request",
  person_id: "p1",
  by_visitor: true,
  ...more,
});

describe("what was said of a person", () => {
  it("is grouped by what it says, the latest first, with every occasion that said it", () => {
    const facts = statedFacts([
      said("r1", "2026-11-23T15:00:00Z", { name: "Robin Example", email: "robin@example.com" }),
      said("r2", "2026-11-24T15:00:00Z", { name: "Robin Example", may_leave_voicemail: false }),
      said("r3", "2026-11-25T15:00:00Z", { name: "Robin Sample" }),
    ]);
    assert.deepEqual(
      facts.map(({ fact, value, occasions }) => [fact, value, occasions.map(({ of }) => of)]),
      [
        ["name", "Robin Sample", ["r3"]],
        ["name", "Robin Example", ["r2", "r1"]],
        ["email", "robin@example.com", ["r1"]],
        ["may_leave_voicemail", false, ["r2"]],
      ],
    );
  });

  it("is nothing where nothing was said", () => {
    assert.deepEqual(statedFacts([]), []);
  });
});
