import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { counted } from "../desk/jobs/job-words";
import { type ChartData, layOut } from "../desk/reports/chart-layout";
import { totalsOf } from "../desk/reports/sum-up";

const WIDE = 720;
const NOW = Date.parse("2026-11-24T20:00:00Z");

const promised = (kept: number, broken: number, oldest?: string) => ({
  date: "2026-11-24",
  promised: kept + broken,
  kept,
  broken,
  pending: 0,
  oldest_promise: oldest ?? undefined,
});

const used = (came: number, noshow: number, booked = 0, bookable = 0) => ({
  date: "2026-11-24",
  slots: 0,
  slots_blocked: 0,
  slots_booked: 0,
  slots_unused: 1,
  minutes_bookable: bookable,
  minutes_booked: booked,
  minutes_unused: 0,
  utilisation: undefined,
  no_show_share: undefined,
  appointments: { booked: 0, arrived: 0, fulfilled: came, noshow },
});

describe("the totals of a report", () => {
  const value = (name: string, totals: ReturnType<typeof totalsOf>) => new Map(totals).get(name);

  it("are shares of all days together", () => {
    const totals = totalsOf([promised(2, 0), promised(0, 1)], [used(3, 1, 30, 60)], NOW);
    assert.equal(value("Promises kept", totals), "67%");
    assert.equal(value("No-show rate", totals), "25%");
    assert.equal(value("Chairs in use", totals), "50%");
    assert.equal(value("Unused slots", totals), "1");
  });

  it("are no shares where there is nothing to share", () => {
    const totals = totalsOf([promised(0, 0)], [used(0, 0)], NOW);
    assert.equal(value("Promises kept", totals), "–");
    assert.equal(value("No-show rate", totals), "–");
  });

  it("say how late the oldest promise is, and when none is", () => {
    const late = promised(0, 1, "2026-11-24T18:30:00Z");
    const later = promised(0, 1, "2026-11-24T19:00:00Z");
    const name = "Most overdue callback";
    assert.equal(value(name, totalsOf([later, late], [], NOW)), "1 h 30 min overdue");
    const ahead = promised(0, 0, "2026-11-24T21:00:00Z");
    assert.equal(value(name, totalsOf([ahead], [], NOW)), "None overdue");
  });
});

describe("a chart", () => {
  const chart = (...values: (number | null)[][]): ChartData => ({
    title: "Promises",
    days: (values[0] ?? []).map((_, at) => `11/${at + 10}`),
    parts: values.map((each, at) => ({ name: `part ${at}`, kind: "done", values: each })),
  });

  it("stands its parts on one another", () => {
    const [low, high] = layOut(chart([2], [3]), WIDE).bars;
    assert.ok(low && high);
    assert.equal(high.y + high.height, low.y);
    assert.equal(Math.round((high.height / low.height) * 10), 15);
  });

  it("draws nothing for a day without a value", () => {
    assert.equal(layOut(chart([null, 1]), WIDE).bars.length, 1);
  });

  it("counts nothing in halves", () => {
    const lines = (most: number) => layOut(chart([most]), WIDE).lines.map(({ value }) => value);
    assert.deepEqual(lines(3), [0, 3]);
    assert.deepEqual(lines(4), [0, 2, 4]);
  });

  it("labels as many days as there is room for, the last among them", () => {
    const days = Array.from({ length: 28 }, () => 1);
    const { labels } = layOut(chart(days), WIDE);
    assert.equal(labels.at(-1)?.day, "11/37");
    assert.equal(labels.length, 14);
  });
});

describe("what a job did", () => {
  const report = { job: "a", due: 0, done: 0, skipped: 0, failed: 0, left: false, failures: [] };

  it("leaves out what was none, but for what was due", () => {
    assert.equal(counted({ ...report, counts: {} }), "0 due");
    const counts = { slots_released: 4, sent: 0 };
    const some = { ...report, due: 12, done: 11, skipped: 1, counts };
    assert.equal(counted(some), "12 due, 11 done, 1 skipped, 4 slots released");
  });
});
