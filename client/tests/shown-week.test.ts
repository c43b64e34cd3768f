import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { loadClinic } from "../desk/desk";
import { somebodyIsHere } from "../desk/presence";
import { keepSession } from "../desk/session";
import { ShownWeek } from "../desk/week/shown-week";

const stored = new Map<string, string>();
Object.assign(globalThis, {
  document: Object.assign(new EventTarget(), {
    hidden: false,
    documentElement: { dataset: { base: "/" } },
  }),
  window: Object.assign(new EventTarget(), { history: { replaceState() {} } }),
  localStorage: { getItem: () => null },
  sessionStorage: {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, content: string) => stored.set(name, content),
  },
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NINE = Date.parse("2026-11-23T14:00:00Z");

let asked: string[] = [];
let isDown = false;

function answer(path: string): object {
  const { pathname, searchParams } = new URL(path, "https://clinic.example");
  if (pathname === "/staff/clinic")
    return { locations: [{ location_id: "new-york", zone: "America/New_York" }] };
  const date = searchParams.get("date") ?? "";
  asked.push(date);
  return { location_id: "new-york", date, bays: [] };
}

const shownDates = (week: ShownWeek): string[] => [...week.sheets.value.keys()];

beforeEach(async () => {
  mock.timers.enable({ apis: ["Date"], now: NINE });
  mock.method(globalThis, "fetch", async (path: string) => {
    if (isDown) throw new TypeError("no network");
    return Response.json(answer(path));
  });
  isDown = false;
  somebodyIsHere();
  keepSession({
    id_token: "token",
    refresh_token: "refresh",
    expires_at: NINE + 3600000,
    staff: { staff_id: "staff-ana", email: "ana@clinic.example", roles: ["front-desk"] },
  });
  await loadClinic();
  asked = [];
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

describe("the week that is shown", () => {
  it("is that of its date, and of today without one", () => {
    assert.equal(new ShownWeek("2026-12-02").dates.value[0], "2026-11-29");
    assert.equal(new ShownWeek("what?").dates.value[0], "2026-11-22");
  });

  it("takes seven requests, once a minute at most while somebody works", async () => {
    const week = new ShownWeek(undefined);
    assert.equal(await week.look(), true);
    assert.equal(asked.length, 7);
    assert.equal(shownDates(week).length, 7);
    mock.timers.tick(59 * SECOND);
    assert.equal(await week.look(), false);
    mock.timers.tick(SECOND);
    assert.equal(await week.look(), true);
    assert.equal(asked.length, 14);
  });

  it("is read every five minutes while nobody is there", async () => {
    const week = new ShownWeek(undefined);
    for (let minute = 0; minute <= 60; minute++) {
      await week.look();
      mock.timers.tick(MINUTE);
    }
    assert.ok(asked.length <= 15 * 7, `${asked.length}`);
  });

  it("is read at once when it is another one, and not for another date of it", async () => {
    const week = new ShownWeek(undefined);
    await week.look();
    week.turnTo("2026-11-25");
    assert.equal(await week.look(), false);
    week.turnTo("2026-11-30");
    assert.deepEqual(shownDates(week), []);
    assert.equal(await week.look(), true);
    assert.equal(shownDates(week)[0], "2026-11-29");
  });

  it("stays as it was seen while it cannot be read, and says since when", async () => {
    const week = new ShownWeek(undefined);
    await week.look();
    isDown = true;
    mock.timers.tick(10 * MINUTE);
    await assert.rejects(week.look());
    assert.deepEqual(week.loss.value, { cause: "internet", asOf: NINE });
    assert.equal(shownDates(week).length, 7);
    week.turnTo("2027-02-01");
    assert.deepEqual(week.loss.value, { cause: "internet", asOf: null });
    isDown = false;
    await week.look();
    assert.equal(week.loss.value, null);
  });
});
