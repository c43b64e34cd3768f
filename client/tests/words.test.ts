import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { t, tn, tOr } from "../desk/words";

describe("the words that staff read", () => {
  it("have their holes filled in", () => {
    const told = t("session.set_password_lead", { email: "ana@clinic.example" });
    assert.match(told, /^If ana@clinic\.example can sign in here/);
  });

  it("keep a hole that nothing is given for", () => {
    assert.match(t("session.set_password_lead"), /\{email\}/);
  });

  it("are said of one, of many and of none", () => {
    assert.match(tn("session.locks_in", 1), /in 1 second\./);
    assert.match(tn("session.locks_in", 12), /in 12 seconds\./);
    assert.match(tn("session.locks_in", 0), /in 0 seconds\./);
  });

  it("may be asked for by a key that was put together", () => {
    assert.equal(tOr(`frame.${"manager"}`, "other"), "Manager");
    assert.equal(tOr(`frame.${"nobody"}`, "other"), "other");
  });
});
