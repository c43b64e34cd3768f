import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isMended, type Typed } from "../visitor/form/mended";

const typed = (values: Record<string, string>): Typed =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, isInForm: true }]),
  );
const finding = (name: string, code: string, limit?: number) => ({
  name,
  code,
  limit,
});

describe("a mistake is mended", () => {
  it("when what was missing is there", () => {
    const missing = finding("name", "missing");
    assert.equal(isMended(missing, typed({}), typed({})), false);
    assert.equal(isMended(missing, typed({ name: "" }), typed({ name: "Robin" })), true);
    const consent = finding("consent", "missing");
    assert.equal(isMended(consent, typed({}), typed({ consent: "true" })), true);
  });

  it("when somebody asks for themselves after all", () => {
    const missing = finding("on_behalf_of", "missing");
    const was = typed({ for_someone_else: "true", on_behalf_of: "" });
    assert.equal(isMended(missing, was, was), false);
    assert.equal(isMended(missing, was, typed({ on_behalf_of: "" })), true);
  });

  it("when it is no longer what was refused, and no sooner", () => {
    const invalid = finding("phone", "invalid");
    const was = typed({ phone: "call me maybe", name: "Robin" });
    assert.equal(isMended(invalid, was, typed({ phone: "call me maybe", name: "Kim" })), false);
    assert.equal(isMended(invalid, was, typed({ phone: "212 555 0123", name: "Robin" })), true);
  });

  it("not while the browser itself sees that it is wrong", () => {
    const invalid = finding("email", "invalid");
    const now = { email: { value: "robin@", isInForm: false } };
    assert.equal(isMended(invalid, typed({ email: "robin" }), now), false);
  });

  it("when it is short enough, by characters and not by their halves", () => {
    const long = finding("message", "too-long", 3);
    const was = typed({ message: "🙂🙂🙂🙂🙂" });
    assert.equal(isMended(long, was, typed({ message: "🙂🙂🙂🙂" })), false);
    assert.equal(isMended(long, was, typed({ message: "🙂🙂🙂" })), true);
  });

  it("by the field beside it, where either will do", () => {
    const none = finding("phone", "no-way-to-reach");
    const was = typed({ phone: "", email: "" });
    assert.equal(isMended(none, was, typed({ phone: "", email: "robin@example.com" })), true);
    const invalid = finding("phone", "invalid");
    const wrong = typed({ phone: "x", email: "" });
    assert.equal(isMended(invalid, wrong, typed({ phone: "x", email: "a@example.com" })), false);
    const half = finding("call_from", "missing");
    const until = typed({ call_from: "", call_until: "10:00" });
    assert.equal(isMended(half, until, typed({ call_from: "", call_until: "" })), true);
    const offered = finding("service_id", "not-offered");
    const here = typed({ service_id: "botox", location_id: "one" });
    assert.equal(isMended(offered, here, typed({ service_id: "botox", location_id: "two" })), true);
  });
});
