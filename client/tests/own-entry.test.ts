import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Answer, How } from "../visitor/ask";
import { type Offer, OwnEntry } from "../visitor/waitlist/own-entry";

const NAMED = { id: "01entry", token: "the-entrys-own" };
const OFFER = {
  starts_at: "2026-11-25T15:00:00Z",
  held_until: "2026-11-24T18:00:00Z",
  hold_token: "a-hold",
} as Offer;
const WAITING = { entry_id: "01entry", location_id: "here", service_id: "talk", state: "waiting" };
const OFFERED = { ...WAITING, state: "offered", offer: OFFER };
const CLINIC = { locations: [{ location_id: "here" }], services: [] };
const BOOKED = { appointment_id: "01made", manage_token: "the-appointments-own" };

type Said = object | "silence" | { status: number; kind: string };

/** A page whose calls are answered so, one after another, and what it sent. */
function pageWith(...answers: Said[]) {
  const calls: { method: string; path: string; how: How }[] = [];
  const ask = async <T>(method: string, path: string, how: How = {}): Promise<Answer<T>> => {
    calls.push({ method, path, how });
    const said = answers.shift();
    if (said === "silence" || said === undefined) throw new Error("no answer");
    if ("kind" in said) return { ok: false, status: said.status, said: {}, kind: said.kind };
    return { ok: true, status: 200, said: said as T, etag: null };
  };
  const clinic = () => Promise.resolve(CLINIC as never);
  const entry = new OwnEntry({ ask, clinic, language: "en", named: NAMED });
  return { entry, calls };
}

describe("A place on the waitlist", () => {
  it("is opened with its token in a header, and not in a path", async () => {
    const { entry, calls } = pageWith(WAITING);
    await entry.open();
    assert.deepEqual(entry.step.value, { name: "seen", told: null });
    assert.equal(calls[0]?.path, "waitlist/01entry");
    assert.deepEqual(calls[0]?.how.headers, { "Manage-Token": "the-entrys-own" });
  });

  it("is not known by another token", async () => {
    const { entry } = pageWith({ status: 404, kind: "not-found" });
    await entry.open();
    assert.equal(entry.step.value.name, "unknown");
  });

  it("takes what is offered, with who comes along and nothing else", async () => {
    const { entry, calls } = pageWith(OFFERED, BOOKED);
    await entry.open();
    entry.escort = " Kim ";
    await entry.take(OFFER);
    assert.equal(entry.step.value.name, "taken");
    assert.deepEqual(calls[1]?.how.body, { hold_token: "a-hold", escort_name: "Kim" });
  });

  it("sends the same again after silence", async () => {
    const { entry, calls } = pageWith(OFFERED, "silence", BOOKED);
    await entry.open();
    await entry.take(OFFER);
    const { value } = entry.step;
    assert.equal(value.name, "unsure");
    if (value.name === "unsure") await value.again();
    assert.equal(entry.step.value.name, "taken");
    assert.deepEqual(calls[1], calls[2]);
  });

  it("says that an offer is gone, and how it then stands", async () => {
    const { entry } = pageWith(OFFERED, { status: 409, kind: "nothing-offered" }, WAITING);
    await entry.open();
    await entry.take(OFFER);
    assert.deepEqual(entry.step.value, { name: "seen", told: "waitlist.offer_gone" });
    assert.equal(entry.seen.value?.entry.state, "waiting");
  });

  it("does not say so where another time is kept by now", async () => {
    const { entry } = pageWith(OFFERED, OFFERED);
    await entry.open();
    await entry.ranOut();
    assert.deepEqual(entry.step.value, { name: "seen", told: null });
  });

  it("declines the very time that was seen", async () => {
    const { entry, calls } = pageWith(OFFERED, WAITING);
    await entry.open();
    await entry.decline(OFFER);
    assert.deepEqual(calls[1]?.how.body, { starts_at: OFFER.starts_at });
    assert.deepEqual(entry.step.value, { name: "seen", told: "waitlist.declined" });
  });
});
