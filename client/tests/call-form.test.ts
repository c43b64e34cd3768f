import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BLANK, bodyOf, outcomeOf, typedBefore } from "../desk/queue/call-form";

describe("a call that is written down", () => {
  it("leaves out what is not known, and asks for what the API needs", () => {
    assert.deepEqual(bodyOf(BLANK), {
      phone: "",
      reason: "",
      source: "incoming-call",
      urgency: "routine",
      claim: true,
    });
  });

  it("tells that a voicemail may be left, and never that none may be", () => {
    assert.equal(bodyOf({ ...BLANK, voicemail: true }).may_leave_voicemail, true);
    assert.equal("may_leave_voicemail" in bodyOf(BLANK), false);
  });

  it("is there again as it was typed", () => {
    const typed = { ...BLANK, phone: "212-555-0177", claim: false };
    assert.deepEqual(typedBefore(JSON.stringify(typed)), typed);
  });

  it("begins blank where nothing, or nothing that can be read, was kept", () => {
    assert.deepEqual(typedBefore(null), BLANK);
    assert.deepEqual(typedBefore("{"), BLANK);
  });

  it("begins with the name and number of somebody whose page is open", () => {
    const known = { name: "Robin Example", phone: "+12125550177", claim: true };
    assert.deepEqual(typedBefore(null, known), { ...BLANK, ...known });
    const typed = { ...BLANK, ...known, reason: "asks" };
    assert.deepEqual(typedBefore(JSON.stringify(typed), known), typed);
  });

  it("is a colleague's where it was to be taken and was not", () => {
    const logged = {
      call_id: "1",
      callback_id: "2",
      merged: true,
      respond_by: "2026-11-23T17:00:00Z",
    };
    assert.deepEqual(outcomeOf(logged, BLANK), { where: "joined", isColleagues: true });
    assert.equal(outcomeOf(logged, { ...BLANK, claim: false }).isColleagues, false);
  });
});
