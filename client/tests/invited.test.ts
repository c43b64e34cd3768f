import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Answer, How } from "../visitor/ask";
import { invitedBooker } from "../visitor/book/booker";
import { Booking } from "../visitor/book/hold-and-book";
import type { Place } from "../visitor/places";

const START = "2026-11-24T19:00:00Z";
const PLACE: Place = {
  location_id: "here",
  name: "Here",
  zone: "UTC",
  phone: "+12125550142",
  address: [],
};
const NAMED = { id: "01invitation", token: "its-own" };
const DAYS = { from: "2026-11-24", to: "2026-11-30", last_day: "2026-11-30", times: [] };

/** Somebody who is invited; the statuses with which their writes end, and what was sent. */
function invitedWith(...ends: (number | "over")[]) {
  const calls: { path: string; how: How }[] = [];
  const ask = async <T>(method: string, path: string, how: How = {}): Promise<Answer<T>> => {
    calls.push({ path, how });
    if (method === "GET") return { ok: true, status: 200, said: DAYS as T, etag: null };
    const end = ends.shift() ?? 201;
    if (end === "over") return { ok: false, status: 404, kind: "invitation-over", said: {} };
    const held = { hold_token: "a-hold", held_seconds: 600, starts_at: START } as T;
    return { ok: true, status: end, said: held, etag: null };
  };
  const booker = invitedBooker(NAMED, PLACE, { id: "talk", name: "Talk" }, ask, "es");
  const clinic = () => Promise.reject(new Error("not known"));
  return { booking: new Booking(booker, { ask, clinic, language: "es" }), calls };
}

describe("Whoever is invited", () => {
  it("sees times, holds and books by the invitation alone", async () => {
    const { booking, calls } = invitedWith();
    await booking.choose();
    await booking.hold(START);
    const { value } = booking.step;
    assert.equal(value.name, "held");
    booking.escort = "Kim";
    if (value.name === "held") await booking.book(value.hold);
    const [seen, held, booked] = calls;
    assert.equal(seen?.path, "invitations/01invitation/availability");
    assert.equal(held?.path, "invitations/01invitation/holds");
    assert.deepEqual(held?.how.body, { starts_at: START });
    assert.equal(booked?.path, "invitations/01invitation/book");
    assert.deepEqual(booked?.how.body, {
      hold_token: "a-hold",
      language: "es",
      escort_name: "Kim",
    });
    for (const { how } of calls) assert.equal(how.headers?.["Manage-Token"], "its-own");
  });

  it("is told when the link cannot be used any more, at each step", async () => {
    const early = invitedWith("over");
    await early.booking.hold(START);
    assert.equal(early.booking.step.value.name, "over");
    const late = invitedWith(201, "over");
    await late.booking.hold(START);
    const { value } = late.booking.step;
    if (value.name === "held") await late.booking.book(value.hold);
    assert.equal(late.booking.step.value.name, "over");
  });

  it("has no waitlist to join", () => {
    assert.equal(invitedWith().booking.booker.wait, undefined);
  });
});
