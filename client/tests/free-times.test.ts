import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Schemas } from "../shared/api";
import { addDays } from "../shared/time";
import { datesOf, FreeTimes, type Week } from "../visitor/times/free-times";

const ZONE = "America/New_York";

interface Clinic {
  /** The first date that is ahead. */
  today: string;
  last: string;
  /** Dates on which ten o'clock is free. */
  free: string[];
}

const atTen = (date: string): string => `${date}T15:00:00Z`;

function answer(clinic: Clinic, first = clinic.today, last = addDays(first, 6)) {
  if (first < clinic.today) return null;
  const dates = datesOf(first, last).filter((date) => clinic.free.includes(date));
  return {
    from: first,
    to: last,
    last_day: clinic.last,
    times: dates.map((date) => ({ starts_at: atTen(date), local: `${date}T10:00:00` })),
  } as Schemas["Availability"];
}

/** Free times of a clinic, and what was asked for. */
function timesOf(clinic: Clinic, mine = new Map<string, unknown>()) {
  const asked: [string?, string?][] = [];
  const times = new FreeTimes(
    ZONE,
    async (first, last) => {
      asked.push([first, last]);
      return answer(clinic, first, last);
    },
    mine,
  );
  return { times, asked };
}

function week(times: FreeTimes): Week {
  const shown = times.shown.value;
  assert.equal(shown.state, "week");
  return (shown as { week: Week }).week;
}

const freeIn = (times: FreeTimes): string[] =>
  week(times).days.flatMap(({ date, starts }) => (starts.length ? [date] : []));

const clinic = (more: Partial<Clinic> = {}): Clinic => ({
  today: "2026-11-24",
  last: "2026-12-22",
  free: ["2026-11-25", "2026-12-09"],
  ...more,
});

describe("the free times of a week", () => {
  it("begin with the first day that can be booked, and end before the next week", async () => {
    const { times } = timesOf(clinic());
    await times.begin();
    const { days, earlier, later } = week(times);
    assert.deepEqual([days[0]?.date, days.at(-1)?.date], ["2026-11-24", "2026-11-30"]);
    assert.deepEqual([earlier, later], [false, true]);
    assert.deepEqual(freeIn(times), ["2026-11-25"]);
  });

  it("begin with the first week that has some", async () => {
    const { times } = timesOf(clinic({ free: ["2026-12-09"] }));
    await times.begin();
    assert.deepEqual(freeIn(times), ["2026-12-09"]);
  });

  it("go no further than the last day, and ask for no day after it", async () => {
    const { times, asked } = timesOf(clinic({ last: "2026-12-03" }));
    await times.begin();
    await times.later();
    const { days, earlier, later, isLast } = week(times);
    assert.equal(days.at(-1)?.date, "2026-12-03");
    assert.deepEqual([earlier, later, isLast], [true, false, true]);
    assert.deepEqual(asked.at(-1), ["2026-12-01", "2026-12-03"]);
  });

  it("are asked for once, four weeks at a time", async () => {
    const { times, asked } = timesOf(clinic());
    await times.begin();
    for (let turn = 0; turn < 3; turn++) await times.later();
    await times.earlier();
    assert.equal(asked.length, 2);
  });
});

describe("free times that are far, past or gone", () => {
  it("are leapt to over weeks with nothing, and stay where there is nothing more", async () => {
    const { times } = timesOf(clinic());
    await times.begin();
    await times.nextFree();
    assert.deepEqual(freeIn(times), ["2026-12-09"]);
    await times.nextFree();
    assert.deepEqual(freeIn(times), ["2026-12-09"]);
    assert.equal(week(times).isLast, true);
  });

  it("begin anew when midnight has gone by", async () => {
    const open = clinic();
    const { times } = timesOf(open);
    await times.begin();
    open.today = "2026-11-25";
    await times.begin();
    assert.equal(week(times).days[0]?.date, "2026-11-25");
    assert.equal(week(times).earlier, false);
  });

  it("keep in sight what is held, and what was just taken", async () => {
    const open = clinic();
    const mine = new Map([[atTen("2026-11-26"), "held"]]);
    const { times } = timesOf(open, mine);
    await times.begin();
    times.take(atTen("2026-11-25"));
    open.free = [];
    await times.begin();
    assert.deepEqual(freeIn(times), ["2026-11-25", "2026-11-26"]);
  });

  it("that cannot be had are had by trying again", async () => {
    const open = clinic();
    let fails = true;
    const times = new FreeTimes(ZONE, async (first, last) => {
      if (fails) throw new Error("no answer");
      return answer(open, first, last);
    });
    await times.begin();
    assert.equal(times.shown.value.state, "failed");
    assert.equal(times.busy.value, false);
    fails = false;
    await times.begin();
    assert.deepEqual(freeIn(times), ["2026-11-25"]);
  });
});
