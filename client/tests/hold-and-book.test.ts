import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Answer, How } from "../visitor/ask";
import { requestBooker } from "../visitor/book/booker";
import { Booking, type Step } from "../visitor/book/hold-and-book";
import type { Receipt, Sent } from "../visitor/sent";

const START = "2026-11-24T19:00:00Z";
const OTHER = "2026-11-24T20:00:00Z";
const SENT: Sent = {
  service_id: "consultation",
  service: "Consultation",
  name: "Robin Example",
  phone: "(212) 555-0123",
};
const RECEIPT = {
  request_id: "01request",
  visitor_token: "the-requests-own",
  location: { location_id: "new-york", name: "New York", phone: "+12125550142", zone: "UTC" },
} as Receipt;
const DAYS = { from: "2026-11-24", to: "2026-11-30", last_day: "2026-11-30", times: [] };

type Refusal = { status: number; kind: string; limited_to?: string };
type Ended = number | "silence" | Refusal;

interface Call {
  path: string;
  how: How;
}

/** A booking whose writes end so, one after another, and what was sent. */
function bookingWith(...ends: Ended[]) {
  return bookingOf(SENT, ...ends);
}

function bookingOf(sent: Sent, ...ends: Ended[]) {
  const calls: Call[] = [];
  const server = {
    ask: async <T>(method: string, path: string, how: How = {}): Promise<Answer<T>> => {
      if (method === "GET") return { ok: true, status: 200, said: DAYS as T, etag: null };
      calls.push({ path, how });
      const end = ends.shift() ?? 201;
      if (end === "silence") throw new Error("no answer");
      const { status, kind, ...said } =
        typeof end === "number" ? { status: end, kind: "other" } : end;
      if (status >= 400) return { ok: false, status, kind, said };
      if (status === 204) return { ok: true, status, said: null as T, etag: null };
      const held = { hold_token: "token", held_seconds: 600, starts_at: START } as T;
      return { ok: true, status, said: held, etag: null };
    },
    clinic: () => Promise.reject(new Error("not known")),
    language: "en",
  };
  return { booking: new Booking(requestBooker(sent, RECEIPT, server.ask, "en"), server), calls };
}

const keys = (calls: Call[]): (string | undefined)[] =>
  calls.map(({ how }) => how.headers?.["Idempotency-Key"]);

function holdOf(step: Step) {
  assert.equal(step.name, "held");
  return (step as Extract<Step, { name: "held" }>).hold;
}

function startsShown({ times }: Booking): string[] {
  const shown = times.shown.value;
  return shown.state === "week" ? shown.week.days.flatMap(({ starts }) => starts) : [];
}

describe("holding a time", () => {
  for (const end of ["silence", 503, 500, 429] as const)
    it(`is tried again under its own key after ${end}`, async () => {
      const { booking, calls } = bookingWith(end, 201, 201);
      await booking.hold(START);
      const { value } = booking.step;
      assert.equal(value.name, "unsure");
      await (value as Extract<Step, { name: "unsure" }>).again();
      holdOf(booking.step.value);
      await booking.hold(OTHER);
      const [first, again, other] = keys(calls);
      assert.equal(first, again);
      assert.notEqual(again, other);
    });

  for (const end of ["silence", 503] as const)
    it(`stays to be chosen after ${end}, though it may be held and so free for nobody else`, async () => {
      const { booking } = bookingWith(end, { status: 409, kind: "time-taken" });
      await booking.hold(START);
      await booking.choose();
      assert.deepEqual(startsShown(booking), [START]);
      await booking.hold(START);
      assert.deepEqual([...booking.perhapsHeld], []);
    });

  it("sends nothing for a time that is held already", async () => {
    const { booking, calls } = bookingWith();
    await booking.hold(START);
    await booking.choose();
    await booking.hold(START);
    holdOf(booking.step.value);
    assert.equal(calls.length, 1);
  });

  it("that somebody else took leads back to the times, and says so there", async () => {
    const { booking } = bookingWith({ status: 409, kind: "time-taken" });
    await booking.hold(START);
    assert.equal(booking.step.value.name, "choose");
    assert.deepEqual(booking.told.value, { what: "times.just_taken", start: START });
    assert.ok(booking.times.gone.has(START));
  });

  it("shows that a request was sent, for a service that is booked after one", async () => {
    const { booking, calls } = bookingWith();
    await booking.hold(START);
    const { body, headers } = calls[0]?.how ?? {};
    assert.equal((body as { request_id: string }).request_id, "01request");
    assert.equal(headers?.["Request-Token"], "the-requests-own");
  });

  it("sends one request however often it is pressed", async () => {
    const { booking, calls } = bookingWith();
    await Promise.all([booking.hold(START), booking.hold(START), booking.hold(OTHER)]);
    assert.equal(calls.length, 1);
  });
});

describe("letting a time go", () => {
  it("lets the time go that was held, once another is wanted", async () => {
    const { booking, calls } = bookingWith(201, 204);
    await booking.hold(START);
    await booking.chooseOther(holdOf(booking.step.value));
    assert.deepEqual(calls[1], { path: "holds/release", how: { body: { hold_token: "token" } } });
    assert.equal(booking.step.value.name, "choose");
    assert.deepEqual(startsShown(booking), []);
  });

  for (const end of ["silence", 500] as const)
    it(`shows as held what could not be let go: ${end}`, async () => {
      const { booking } = bookingWith(201, end);
      await booking.hold(START);
      await booking.chooseOther(holdOf(booking.step.value));
      assert.deepEqual(startsShown(booking), [START]);
    });

  it("lets go of a time held before, as soon as another is held", async () => {
    const { booking, calls } = bookingWith(201, 201, 204);
    await booking.hold(START);
    await booking.choose();
    await booking.hold(OTHER);
    assert.deepEqual(
      calls.map(({ path }) => path),
      ["holds", "holds", "holds/release"],
    );
    assert.equal(holdOf(booking.step.value).start, OTHER);
  });

  it("of too many lets go of its own, and is tried once more", async () => {
    const full = { status: 429, kind: "too-many-holds", limited_to: "browser" };
    const { booking, calls } = bookingWith(201, full, 204, 201);
    await booking.hold(START);
    await booking.choose();
    await booking.hold(OTHER);
    assert.deepEqual(
      calls.map(({ path }) => path),
      ["holds", "holds", "holds/release", "holds"],
    );
    assert.equal(holdOf(booking.step.value).start, OTHER);
  });

  it("of too many, none of them its own, says so beside the times", async () => {
    const full = { status: 429, kind: "too-many-holds", limited_to: "browser" };
    const { booking } = bookingWith(full);
    await booking.hold(START);
    assert.deepEqual(booking.told.value, { what: "times.too_many", start: START });
  });

  it("of too many from a whole address keeps its own, and does not call them its own", async () => {
    const full = { status: 429, kind: "too-many-holds", limited_to: "address" };
    const { booking, calls } = bookingWith(201, full);
    await booking.hold(START);
    await booking.choose();
    await booking.hold(OTHER);
    assert.deepEqual(
      calls.map(({ path }) => path),
      ["holds", "holds"],
    );
    assert.deepEqual(booking.told.value, { what: "times.too_many_shared", start: OTHER });
    await booking.hold(START);
    assert.equal(holdOf(booking.step.value).start, START);
  });
});

describe("booking it", () => {
  for (const [end, why, mayChoose] of [
    ["silence", "book.no_answer", false],
    [500, "book.failed", false],
    [429, "times.wrong", true],
  ] as const)
    it(`offers another time after ${end} only if nothing was booked`, async () => {
      const { booking, calls } = bookingWith(201, end, 201);
      await booking.hold(START);
      await booking.book(holdOf(booking.step.value));
      const step = booking.step.value as Extract<Step, { name: "unsure" }>;
      assert.deepEqual([step.why, step.mayChoose, step.isBooking], [why, mayChoose, true]);
      await step.again();
      assert.equal(booking.step.value.name, "booked");
      assert.deepEqual(calls[1], calls[2]);
    });

  it("offers no other time where a try before may have booked this one", async () => {
    const { booking } = bookingWith(201, "silence", 429, 201);
    await booking.hold(START);
    await booking.book(holdOf(booking.step.value));
    const unsure = booking.step.value as Extract<Step, { name: "unsure" }>;
    await unsure.again();
    const step = booking.step.value as Extract<Step, { name: "unsure" }>;
    assert.deepEqual([step.why, step.mayChoose], ["book.failed", false]);
    await step.again();
    assert.equal(booking.step.value.name, "booked");
  });

  it("says whom to call once a day's bookings are used up", async () => {
    const { booking } = bookingWith(201, { status: 429, kind: "too-many-bookings" });
    await booking.hold(START);
    await booking.book(holdOf(booking.step.value));
    const step = booking.step.value as Extract<Step, { name: "unsure" }>;
    assert.deepEqual([step.why, step.mayChoose], ["book.too_many", true]);
  });

  it("asks nothing twice, and names who comes along where somebody does", async () => {
    const { booking, calls } = bookingWith();
    await booking.hold(START);
    booking.escort = " Kim Example ";
    await booking.book(holdOf(booking.step.value));
    assert.deepEqual(calls[1]?.how.body, {
      hold_token: "token",
      name: "Robin Example",
      phone: "(212) 555-0123",
      escort_name: "Kim Example",
      request_id: "01request",
      language: "en",
    });
  });

  it("is for whom they asked for, where that is somebody else", async () => {
    const { booking, calls } = bookingOf({ ...SENT, on_behalf_of: "Ann Example" });
    await booking.hold(START);
    await booking.book(holdOf(booking.step.value));
    const { body } = calls[1]?.how ?? {};
    assert.equal((body as { name: string }).name, "Ann Example");
  });

  it("of a hold that ran out says so, and has it again under another key", async () => {
    const { booking, calls } = bookingWith(201, { status: 409, kind: "hold-lost" }, 201);
    await booking.hold(START);
    await booking.book(holdOf(booking.step.value));
    assert.deepEqual(booking.step.value, { name: "lapsed", start: START });
    await booking.hold(START);
    const [first, , second] = keys(calls);
    assert.notEqual(first, second);
  });
});
