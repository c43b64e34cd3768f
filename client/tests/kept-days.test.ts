import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { desk, loadClinic } from "../desk/desk";
import { keeper } from "../desk/keep-days";
import { keptDay, noteContacts, noteSheet } from "../desk/kept-days";
import { forgetSession, keepSession } from "../desk/session";
import type { DaySheet } from "../desk/sheet";

/** As the browser's: what is stored in it are its own names. */
const storage: Record<string, string> = Object.create({
  getItem(name: string) {
    return storage[name] ?? null;
  },
  setItem(name: string, content: string) {
    storage[name] = content;
  },
  removeItem(name: string) {
    delete storage[name];
  },
});
Object.assign(globalThis, {
  document: { documentElement: { dataset: { base: "/" } } },
  localStorage: { getItem: () => null },
  sessionStorage: storage,
});

const MINUTE = 60000;
const NINE = Date.parse("2026-11-23T14:00:00Z");
const TODAY = "2026-11-23";
const TOMORROW = "2026-11-24";

/** What the server has: of each day its appointments with their versions. */
let days: Record<string, Record<string, number>> = {};
const asked: string[] = [];
let isDown = false;

const clinic = {
  locations: [{ location_id: "new-york", zone: "America/New_York" }],
  services: [],
};

function sheetOf(date: string): DaySheet {
  const slots = Object.entries(days[date] ?? {}).map(([id, version]) => ({
    appointment_id: id,
    appointment: { version },
  }));
  return { location_id: "new-york", date, bays: [{ slots }] } as unknown as DaySheet;
}

function contactsOf(date: string) {
  const ids = Object.keys(days[date] ?? {});
  return { contacts: ids.map((id) => ({ appointment_id: id, name: `Whoever has ${id}` })) };
}

function answer(path: string): unknown {
  const { pathname, searchParams } = new URL(path, "https://clinic.example");
  if (pathname === "/staff/clinic") return clinic;
  const date = searchParams.get("date") ?? "";
  const isContacts = pathname.endsWith("/contacts");
  asked.push(`${isContacts ? "contacts" : "day"} ${date}`);
  return isContacts ? contactsOf(date) : sheetOf(date);
}

function signIn(): void {
  keepSession({
    id_token: "token",
    refresh_token: "refresh",
    expires_at: Date.now() + 10 * 3600000,
    staff: { staff_id: "staff-ana", email: "ana@clinic.example", roles: ["front-desk"] },
  });
}

const askedSince = (): string[] => asked.splice(0);
const namesOf = (date: string) => keptDay("new-york", date)?.contacts.map(({ name }) => name);

beforeEach(async () => {
  mock.timers.enable({ apis: ["Date"], now: NINE });
  mock.method(globalThis, "fetch", async (path: string) => {
    if (isDown) throw new TypeError("no network");
    return Response.json(answer(path));
  });
  isDown = false;
  days = { [TODAY]: { one: 1, two: 1 }, [TOMORROW]: { three: 1 } };
  signIn();
  await loadClinic();
  assert.equal(desk.location.location_id, "new-york");
  askedSince();
});
afterEach(() => {
  forgetSession();
  mock.timers.reset();
  mock.restoreAll();
});

describe("today and tomorrow", () => {
  it("are kept with the names of whoever comes", async () => {
    assert.equal(await keeper()(), true);
    assert.deepEqual(askedSince(), [
      `day ${TODAY}`,
      `contacts ${TODAY}`,
      `day ${TOMORROW}`,
      `contacts ${TOMORROW}`,
    ]);
    assert.deepEqual(namesOf(TODAY), ["Whoever has one", "Whoever has two"]);
    assert.deepEqual(namesOf(TOMORROW), ["Whoever has three"]);
  });

  it("are asked for every five minutes at most, and their names only when who comes has changed", async () => {
    const look = keeper();
    await look();
    askedSince();
    mock.timers.tick(4 * MINUTE);
    assert.equal(await look(), false);
    assert.deepEqual(askedSince(), []);
    days[TODAY] = { one: 1, two: 2 };
    mock.timers.tick(MINUTE);
    assert.equal(await look(), true);
    assert.deepEqual(askedSince(), [`day ${TODAY}`, `contacts ${TODAY}`, `day ${TOMORROW}`]);
  });

  it("cost no look where a view looks anyway; names are read two minutes apart", async () => {
    const look = keeper();
    await look();
    for (let minute = 0; minute < 10; minute++) {
      mock.timers.tick(MINUTE);
      days[TODAY] = { one: minute + 2 };
      noteSheet(sheetOf(TODAY));
      noteSheet(sheetOf(TOMORROW));
      await look();
    }
    const since = askedSince().slice(4);
    assert.deepEqual(since, Array(5).fill(`contacts ${TODAY}`));
  });

  it("ask for no names of a day on which nobody comes", async () => {
    days = {};
    await keeper()();
    assert.deepEqual(askedSince(), [`day ${TODAY}`, `day ${TOMORROW}`]);
  });

  it("stay as they were seen while nothing can be read", async () => {
    const look = keeper();
    await look();
    isDown = true;
    mock.timers.tick(10 * MINUTE);
    await assert.rejects(look());
    assert.equal(keptDay("new-york", TODAY)?.seenAt, NINE);
    assert.deepEqual(namesOf(TODAY), ["Whoever has one", "Whoever has two"]);
  });

  it("move on with the date: yesterday is let go", async () => {
    const look = keeper();
    await look();
    mock.timers.tick(24 * 60 * MINUTE);
    signIn();
    await look();
    assert.equal(keptDay("new-york", TODAY), null);
    assert.deepEqual(namesOf(TOMORROW), ["Whoever has three"]);
  });
});

describe("who comes", () => {
  it("is gone as soon as nobody is signed in, and nothing comes back that was under way", async () => {
    await keeper()();
    forgetSession();
    assert.equal(keptDay("new-york", TODAY), null);
    noteSheet(sheetOf(TODAY));
    noteContacts(sheetOf(TODAY), contactsOf(TODAY).contacts);
    assert.equal(keptDay("new-york", TODAY), null);
  });

  it("is nowhere in the browser's storage", async () => {
    await keeper()();
    assert.ok(Object.values(storage).length > 0);
    assert.ok(!Object.values(storage).some((content) => content.includes("Whoever")));
  });
});
