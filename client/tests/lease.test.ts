import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Problem } from "../desk/api";
import { differs, endedBy, isSettled, type Lease, stepFor } from "../desk/queue/lease";

const NOW = Date.parse("2026-11-23T15:00:00Z");
const minutes = (count: number): number => NOW + count * 60000;

const lease = (changes: Partial<Lease> = {}): Lease => ({
  until: new Date(minutes(10)).toISOString(),
  renewedAt: NOW,
  unsure: false,
  warned: false,
  ...changes,
});

describe("a claim", () => {
  it("is renewed a minute on if somebody did something since", () => {
    assert.equal(stepFor(lease(), minutes(1), NOW + 1), "renew");
    assert.equal(stepFor(lease(), minutes(1) - 1, NOW + 1), "");
    assert.equal(stepFor(lease(), minutes(1), NOW), "");
  });

  it("is renewed as long as it is not known whether it was", () => {
    assert.equal(stepFor(lease({ unsure: true }), NOW + 1, NOW), "renew");
  });

  it("is said to end two minutes before it does, once", () => {
    assert.equal(stepFor(lease(), minutes(8) - 1, NOW), "");
    assert.equal(stepFor(lease(), minutes(8), NOW), "warn");
    assert.equal(stepFor(lease({ warned: true }), minutes(9), NOW), "");
  });

  it("is lost the moment its lease is over, whoever is active", () => {
    assert.equal(stepFor(lease({ unsure: true }), minutes(10), minutes(9)), "lose");
  });

  it("ends by what the API says of it, and by nothing else", () => {
    const refused = (status: number, kind: string) =>
      endedBy(new Problem(status, { type: `urn:frontdesk:problem:${kind}` }));
    assert.equal(refused(409, "claim-lost"), "lost");
    assert.equal(refused(409, "token"), "lost");
    assert.equal(refused(409, "callback-closed"), "closed");
    assert.equal(refused(404, "not-found"), "gone");
    assert.equal(refused(409, "callback-changed"), null);
    assert.equal(refused(503, "busy"), null);
    assert.equal(endedBy(new Error("no connection")), null);
  });
});

describe("the list", () => {
  const card = { urgency: "routine", respond_by: "2026-11-23T17:00:00Z" } as const;
  const entry = { ...card, claimed_by: "staff-ana" };

  it("is trusted three seconds after a claim", () => {
    assert.equal(isSettled(lease(), NOW + 2999), false);
    assert.equal(isSettled(lease(), NOW + 3000), true);
  });

  it("gives a reason to ask if it shows another holder, urgency or promise, or no such call", () => {
    assert.equal(differs(entry, card, "staff-ana"), false);
    assert.equal(differs({ ...entry, claimed_by: "staff-ben" }, card, "staff-ana"), true);
    assert.equal(differs({ ...entry, urgency: "crisis" }, card, "staff-ana"), true);
    assert.equal(differs({ ...entry, respond_by: "later" }, card, "staff-ana"), true);
    assert.equal(differs(undefined, card, "staff-ana"), true);
  });
});
