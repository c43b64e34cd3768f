import assert from "node:assert/strict";
import { describe, it, mock } from "node:test";
import { reasonSaid } from "../desk/call-words";
import { othersOf } from "../desk/card/event-details";
import { loadClinic } from "../desk/desk";

Object.assign(globalThis, {
  document: { documentElement: { dataset: { base: "/" } } },
  localStorage: { getItem: () => null },
});
const chair = { bay: "chair-2", name: "Chair 2, window" };
const clinic = {
  locations: [{ location_id: "new-york", pools: [{ bays: [chair] }] }],
  services: [{ service_id: "ketamine-infusion", name: "Ketamine infusion" }],
};
mock.method(globalThis, "fetch", async () => Response.json(clinic));
await loadClinic();

describe("what is of the clinic's file is shown by its name", () => {
  it("in every reason that a call is owed for", () => {
    const asked = "Asks for a call about Mon, Nov 30, 1:00 pm EST";
    assert.equal(reasonSaid("ketamine-infusion"), "Ketamine infusion");
    assert.equal(reasonSaid(`${asked}; ketamine-infusion`), `${asked}; Ketamine infusion`);
  });

  it("in a history, which tells a slot by its time and its chair", () => {
    const details = { from: "new-york~2026-11-24~2026-11-24T15:00Z~chair-2" };
    const line = { at: "2026-11-23T15:00:00Z", by: "visitor", what: "rescheduled", details };
    assert.deepEqual(othersOf(line, "America/New_York"), [
      { name: "From", value: "Tue, Nov 24, 10:00 am, Chair 2, window" },
    ]);
  });
});
