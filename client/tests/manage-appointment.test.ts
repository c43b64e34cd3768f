import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Answer, How } from "../visitor/ask";
import { Managed, type Step } from "../visitor/manage/manage-appointment";
import { namedBy } from "../visitor/named";

const ID = "0".repeat(26);
const TOKEN = "a".repeat(43);

const APPOINTMENT = {
  appointment_id: ID,
  status: "booked",
  location_id: "new-york",
  service_id: "infusion",
};
const CLINIC = {
  name: "Clinic",
  locations: [{ location_id: "new-york", name: "New York", zone: "UTC", phone: "", address: [] }],
  services: [],
};

/** An appointment that was opened, whose changes end so, one after another; and what was sent. */
async function opened(...ends: (number | "silence" | string)[]) {
  const sent: How[] = [];
  const server = {
    ask: async <T>(method: string, _: string, how: How = {}): Promise<Answer<T>> => {
      const done = { ok: true as const, status: 200, said: APPOINTMENT as T, etag: '"1"' };
      if (method === "GET") return done;
      sent.push(how);
      const end = ends.shift();
      if (end === "silence") throw new Error("no answer");
      if (typeof end === "number") return { ok: false, status: end, kind: "other", said: {} };
      return end ? { ok: false, status: 409, kind: end, said: {} } : done;
    },
    clinic: async () => CLINIC as never,
    language: "en",
    named: () => ({ id: ID, token: TOKEN }),
  };
  const managed = new Managed(server);
  await managed.open();
  return { managed, sent };
}

describe("an appointment that an email led to", () => {
  const mailed = { ...APPOINTMENT, address_proof: "not-yet", manage_token: "b".repeat(43) };
  const seen = { ok: true as const, status: 200, etag: '"1"' };

  it("is passed on by a link that proves nothing", async () => {
    const managed = new Managed({
      ask: async <T>(method: string): Promise<Answer<T>> => ({
        ...seen,
        said: (method === "GET" ? mailed : APPOINTMENT) as T,
      }),
      clinic: async () => CLINIC as never,
      language: "en",
      named: () => ({ id: ID, token: TOKEN }),
    });
    await managed.open();
    await managed.confirm();
    assert.equal(managed.proof.value, "not-yet");
    assert.deepEqual(managed.passedOn, { id: ID, token: "b".repeat(43) });
  });

  it("asks for no proof where no email did", async () => {
    const { managed } = await opened();
    assert.equal(managed.proof.value, null);
    assert.deepEqual(managed.passedOn, { id: ID, token: TOKEN });
  });
});

describe("the address of an appointment", () => {
  it("names it and what opens it", () => {
    assert.deepEqual(namedBy(`#${ID}.${TOKEN}`), { id: ID, token: TOKEN });
  });

  for (const wrong of ["", "#", `#${ID}`, `#${ID}.short`, `#${ID}.${TOKEN}<`, `${ID}.${TOKEN}`])
    it(`names nothing when it is “${wrong.slice(0, 12)}”`, () =>
      assert.equal(namedBy(wrong), null));
});

describe("a change of an appointment", () => {
  for (const end of ["silence", 503, 429] as const)
    it(`is sent again as it was after ${end}`, async () => {
      const { managed, sent } = await opened(end);
      await managed.move("2026-11-24T19:00:00Z");
      const step = managed.step.value as Extract<Step, { name: "unsure" }>;
      assert.equal(step.name, "unsure");
      await step.again();
      assert.deepEqual(managed.step.value, { name: "seen", told: "manage.moved" });
      assert.deepEqual(sent[0], sent[1]);
      assert.equal(sent[0]?.headers?.["If-Match"], '"1"');
    });

  it("writes over nothing that was not seen, and shows it", async () => {
    const { managed } = await opened("version");
    await managed.cancel();
    assert.deepEqual(managed.step.value, { name: "seen", told: "manage.changed" });
  });

  it("that is refused shows how it is now, and says nothing of success", async () => {
    const { managed } = await opened("invalid-input");
    await managed.confirmEscort("x");
    assert.deepEqual(managed.step.value, { name: "seen", told: "manage.refused" });
  });

  it("that comes too late says so", async () => {
    const { managed } = await opened("too-late");
    await managed.cancel();
    assert.deepEqual(managed.step.value, { name: "too-late" });
  });

  it("of a service that the clinic books by now says so", async () => {
    const { managed } = await opened("not-bookable-online");
    await managed.move("2026-11-24T19:00:00Z");
    assert.deepEqual(managed.step.value, { name: "by-phone" });
  });

  it("is sent once however often it is pressed", async () => {
    const { managed, sent } = await opened();
    await Promise.all([managed.cancel(), managed.cancel()]);
    assert.equal(sent.length, 1);
  });
});
