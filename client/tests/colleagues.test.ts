import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { bySaid, eventSaid } from "../desk/call-words";
import { introduceMyself, nameOf } from "../desk/colleagues";

const MINUTE = 60000;

let now = Date.parse("2026-11-23T15:00:00Z");
let isDown = false;
let told: { staff_id: string; name: string }[] = [];
let asked: string[] = [];

const ANA = { staff_id: "staff-ana", name: "Ana R." };
const BEN = { staff_id: "staff-ben", name: "Ben S." };

const session = {
  id_token: "a-token",
  expires_at: 4000000000000,
  staff: { staff_id: "staff-me", email: "me@clinic.example", roles: ["front-desk"] },
};

beforeEach(() => {
  now += 60 * MINUTE; // nothing of the test before matters any more
  isDown = false;
  asked = [];
  Object.assign(globalThis, {
    document: { documentElement: { dataset: { base: "/" } } },
    sessionStorage: { getItem: () => JSON.stringify(session) },
  });
  mock.method(Date, "now", () => now);
  mock.method(globalThis, "fetch", async (path: string, how: { method: string }) => {
    asked.push(`${how.method} ${path}`);
    if (isDown) throw new TypeError("no connection");
    return new Response(JSON.stringify({ colleagues: told }));
  });
});
afterEach(() => mock.restoreAll());

const settled = () => new Promise((done) => setTimeout(done, 5));

describe("who did it", () => {
  it("is a colleague by name, once the desk is opened", async () => {
    told = [ANA];
    await introduceMyself();
    assert.equal(bySaid("staff-ana"), "Ana R.");
    assert.equal(bySaid("staff-me"), "you");
    const call = { what: "attempted", by: "staff-ana", details: { disposition: "no-answer" } };
    assert.equal(eventSaid(call), "Ana R. called: No answer");
    assert.deepEqual(asked, ["POST /staff/colleagues/me"]);
  });

  it("is a colleague where the name is not known, and is looked for every ten minutes", async () => {
    assert.equal(bySaid("staff-ben"), "a colleague");
    assert.equal(bySaid("staff-ben"), "a colleague");
    await settled();
    assert.deepEqual(asked, ["GET /staff/colleagues"]);
    told = [ANA, BEN];
    now += 9 * MINUTE;
    bySaid("staff-ben");
    await settled();
    assert.equal(asked.length, 1);
    now += 2 * MINUTE;
    bySaid("staff-ben");
    await settled();
    assert.equal(bySaid("staff-ben"), "Ben S.");
    assert.equal(asked.length, 2);
  });

  it("is a colleague while the server says nothing, and what is known stays", async () => {
    isDown = true;
    await introduceMyself();
    assert.equal(nameOf("staff-ana"), "Ana R.");
    assert.equal(bySaid("staff-new"), "a colleague");
    await settled();
  });

  it("asks for no name of a visitor or a job", async () => {
    assert.equal(bySaid("visitor"), "the patient");
    await settled();
    assert.deepEqual(asked, []);
  });
});
