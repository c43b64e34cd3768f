import assert from "node:assert/strict";
import { it } from "node:test";
import { phoneSaid } from "../shared/phone";

it("a number is read out as it is read here, and another country's as it is", () => {
  assert.equal(phoneSaid("+12125550123"), "(212) 555-0123");
  assert.equal(phoneSaid("+442071838750"), "+442071838750");
});
