import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { csvText } from "../desk/csv";
import type { DeskLocation } from "../desk/desk";
import { counted } from "../desk/jobs/job-words";
import { allTogether } from "../desk/reports/all-together";
import { type ChartData, layOut } from "../desk/reports/chart-layout";
import type { Asked, LocationReport, Report } from "../desk/reports/read-report";
import { chartsOf } from "../desk/reports/report-charts";
import { fileName, fileText } from "../desk/reports/report-file";
import { rangeOf, wrongWith } from "../desk/reports/report-range";
import { totalsOf } from "../desk/reports/sum-up";
import { whyAllEmpty } from "../desk/reports/why-empty";

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

describe("the days of a report", () => {
  it("are a number of days until today, this month, or last month", () => {
    assert.deepEqual(rangeOf("7", "2026-12-03"), { from: "2026-11-27", to: "2026-12-03" });
    assert.deepEqual(rangeOf("month", "2026-12-03"), { from: "2026-12-01", to: "2026-12-03" });
    assert.deepEqual(rangeOf("last-month", "2027-01-31"), { from: "2026-12-01", to: "2026-12-31" });
    assert.deepEqual(rangeOf("last-month", "2028-03-31"), { from: "2028-02-01", to: "2028-02-29" });
  });

  it("are any that make a range of a month at most", () => {
    const wrong = (from: string, to: string) => wrongWith({ from, to });
    assert.deepEqual(wrong("2026-10-01", "2026-10-31"), {});
    assert.deepEqual(wrong("2027-01-01", "2027-01-01"), {});
    assert.deepEqual(wrong("2026-10-01", "2026-11-01"), { to: "Choose a range of 1 to 31 days." });
    assert.deepEqual(wrong("2026-10-02", "2026-10-01"), {
      to: "The last day is before the first.",
    });
    assert.deepEqual(wrong("", "2026-10-01"), { from: "Enter a date." });
    assert.deepEqual(wrong("2026-10-01", "31 October"), { to: "Enter a date." });
    assert.deepEqual(wrong("9999-12-31", "9999-12-31"), {});
  });
});

const HERE = { location_id: "new-york", name: "New York" } as DeskLocation;
const THERE = { location_id: "chicago", name: "=Chicago, IL" } as DeskLocation;

const NOVEMBER_24 = { from: "2026-11-24", to: "2026-11-24" };

function reportOf(parts: LocationReport[], changes: Partial<Asked> = {}): Report {
  const locations = parts.map(({ location }) => location);
  return { asked: { ...NOVEMBER_24, locations, source: null, ...changes }, parts };
}

const both = reportOf([
  {
    location: HERE,
    promises: [{ ...promised(2, 1, "2026-11-24T18:00:00Z"), median_wait_minutes: 12 }],
    chairs: [used(3, 1, 30, 60)],
  },
  {
    location: THERE,
    promises: [promised(1, 0, "2026-11-24T17:00:00Z")],
    chairs: [used(1, 0, 0, 60)],
  },
]);

describe("a report of all locations", () => {
  it("adds up their days, and makes no median of medians", () => {
    const { promises, chairs, hasWaits } = allTogether(both);
    assert.equal(hasWaits, false);
    const [day] = promises;
    assert.deepEqual(
      [day?.promised, day?.kept, day?.broken, day?.oldest_promise],
      [4, 3, 1, "2026-11-24T17:00:00Z"],
    );
    const [bays] = chairs ?? [];
    assert.equal(bays?.utilisation, 0.25);
    assert.deepEqual(bays?.appointments, { booked: 0, arrived: 0, fulfilled: 4, noshow: 1 });
    assert.equal(chartsOf(both.asked, allTogether(both), "2026-11-24").length, 3);
  });

  it("is as it was told where there is one", () => {
    const one = reportOf(both.parts.slice(0, 1));
    const { promises, chairs, hasWaits } = allTogether(one);
    assert.deepEqual(
      [promises, chairs, hasWaits],
      [one.parts[0]?.promises, one.parts[0]?.chairs, true],
    );
  });
});

describe("a report with nothing in it", () => {
  const TODAY = "2026-11-24";
  const nothing = (location: DeskLocation, changes: Partial<Asked> = {}) =>
    reportOf(
      [
        {
          location,
          promises: [promised(0, 0)],
          chairs: changes.source ? null : [{ ...used(0, 0), slots_unused: 0 }],
        },
      ],
      changes,
    );
  const why = (report: Report) => whyAllEmpty(report.asked, allTogether(report), TODAY);

  it("says why", () => {
    assert.equal(
      why(nothing(HERE)),
      "Nothing to report for these days: no callbacks were due, and no times were on the schedule.",
    );
    assert.equal(
      why(nothing(HERE, { from: "2026-11-25", to: "2026-11-26" })),
      "These days are still ahead: nothing is due or scheduled yet.",
    );
    assert.equal(
      why(nothing(HERE, { source: "voicemail" })),
      "No callbacks from this source were due on these days.",
    );
    assert.equal(
      why(nothing({ ...HERE, opened_on: "2026-11-30" })),
      "New York opened on Monday, November 30, 2026. There's nothing before that.",
    );
    assert.notEqual(why(nothing({ ...HERE, opened_on: "2026-11-24" })), null);
  });

  it("says nothing where there is something, and each chart without anything says why", () => {
    const some = reportOf([
      { location: HERE, promises: [promised(0, 0)], chairs: [used(0, 0, 30, 60)] },
    ]);
    assert.equal(why(some), null);
    const words = chartsOf(some.asked, allTogether(some), TODAY).map(({ empty }) => empty);
    assert.deepEqual(words, [
      "No callbacks were due on these days.",
      "No one was called back on these days.",
      undefined,
      "There were no appointments on these days.",
    ]);
  });
});

describe("a report's file", () => {
  it("has a line for each location and day, and is no formula for a spreadsheet", () => {
    const [names, here, there, end] = fileText(both).split("\r\n");
    assert.equal(
      names,
      "\ufeffDate,Location,Source,Callbacks due,Kept,Broken,Still open,Median wait (open minutes)," +
        "Slots,Blocked slots,Unused slots,Minutes available,Minutes booked,Arrived,Upcoming,No-shows",
    );
    assert.equal(here, "2026-11-24,New York,All sources,3,2,1,0,12,0,0,1,60,30,3,0,1");
    assert.equal(there, `2026-11-24,"'=Chicago, IL",All sources,1,1,0,0,,0,0,1,60,0,1,0,0`);
    assert.equal(end, "");
    assert.equal(fileName(both), "report-all-2026-11-24-to-2026-11-24.csv");
  });

  it("tells of one way in what is shown of it", () => {
    const one = reportOf([{ location: HERE, promises: [promised(1, 0)], chairs: null }], {
      source: "voicemail",
    });
    const [names, line] = fileText(one).split("\r\n");
    assert.equal(names?.split(",").length, 8);
    assert.equal(line, "2026-11-24,New York,Voicemail,1,1,0,0,");
    assert.equal(fileName(one), "report-new-york-2026-11-24-to-2026-11-24.csv");
  });

  it("keeps every cell that begins like a formula from being one", () => {
    const cells = [
      "=1",
      "+1",
      "-1",
      "@a",
      "＝1",
      " =1",
      "\u200b=1",
      "\tx",
      "x=1",
      "x;=1",
      "",
      'say "a"',
    ];
    const told = csvText(
      ["name"],
      cells.map((cell) => [cell]),
    )
      .split("\r\n")
      .slice(1, -1);
    assert.deepEqual(told, [
      "'=1",
      "'+1",
      "'-1",
      "'@a",
      "'＝1",
      "' =1",
      "'\u200b=1",
      "'\tx",
      "x=1",
      "x;'=1",
      "",
      '"say ""a"""',
    ]);
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

  it("writes no label over another on a phone, however many days there are", () => {
    for (let count = 1; count <= 31; count += 1) {
      const days = Array.from({ length: count }, () => 1);
      const at = layOut(chart(days), 340).labels.map(({ x }) => x);
      const gaps = at.slice(1).map((x, before) => x - (at[before] ?? 0));
      assert.ok(
        gaps.every((gap) => gap >= 38),
        `${count} days`,
      );
    }
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
