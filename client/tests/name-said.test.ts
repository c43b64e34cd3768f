import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { otherNamesSaid } from "../desk/find/name-said";

const other = (first_name: string, last_initial: string) => ({
  person_id: first_name,
  first_name,
  last_initial,
});
const robin = {
  ...other("Robin", "E"),
  point_id: "x",
  last_seen_at: "2026-11-23T15:00:00Z",
  do_not_contact: false,
  proven: true,
};

describe("the other names of somebody who was found", () => {
  it("are said beside the first, each once", () => {
    const other_names = [other("Robyn", "S"), other("Robyn", "S"), other("Bob", "")];
    assert.equal(otherNamesSaid({ ...robin, other_names }), "also Robyn S., Bob");
  });

  it("are not said where they read the same, or there are none", () => {
    assert.equal(otherNamesSaid({ ...robin, other_names: [other("Robin", "E")] }), "");
    assert.equal(otherNamesSaid({ ...robin, other_names: [] }), "");
  });
});
