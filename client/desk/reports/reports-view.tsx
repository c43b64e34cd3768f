// How it went, day by day: promises kept, waits, how full the bays were, who did not come.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { addDays, localDate } from "../../shared/time";
import { get } from "../api";
import { desk } from "../desk";
import { explain } from "../say";
import { Field, options } from "../ui/field";
import { mount } from "../ui/mount";
import { t } from "../words";
import { Chart } from "./chart";
import { chartsOf } from "./report-charts";
import { type Chairs, type Promises, totalsOf } from "./sum-up";

const PERIODS = [7, 14, 28];
const USUAL = 14;

export const figures = {
  id: "figures",
  title: t("reports.title"),
  key: "g",
  open: (main: Element): (() => void) => mount(main, <ReportsView />),
};

interface Report {
  promises: Promises;
  chairs: Chairs;
}

/** The report of the last so many days. Throws what `get` throws. */
async function report(count: number): Promise<Report> {
  const { location_id: at, zone } = desk.location;
  const today = localDate(Date.now(), zone);
  const query = `?from=${addDays(today, 1 - count)}&to=${today}`;
  const [promises, chairs] = await Promise.all([
    get<Schemas["ServiceLevel"]>(`locations/${at}/service-level${query}`),
    get<Schemas["Figures"]>(`locations/${at}/figures${query}`),
  ]);
  return { promises: promises.data.days, chairs: chairs.data.days };
}

function ReportsView(): JSX.Element {
  const [count, setCount] = useState(USUAL);
  const [shown, setShown] = useState<Report | "nothing yet" | "failed">("nothing yet");
  const asked = useRef(0);

  async function load(): Promise<void> {
    const mine = ++asked.current;
    try {
      const loaded = await report(count);
      if (mine === asked.current) setShown(loaded);
    } catch (failure) {
      if (mine !== asked.current) return;
      setShown("failed");
      explain(failure);
    }
  }

  useEffect(() => {
    load();
    return () => {
      asked.current++; // what comes later is not wanted any more
    };
  }, [count]);

  return (
    <>
      <h1 class="unseen" tabIndex={-1}>
        {t("reports.title")}
      </h1>
      <div class="stack">
        <div class="row">
          <Period count={count} onChange={setCount} />
        </div>
        <div class="stack" aria-live="polite">
          {shown === "failed" && <Failed again={load} />}
          {typeof shown === "object" && <ShownReport report={shown} />}
        </div>
      </div>
    </>
  );
}

interface PeriodProps {
  count: number;
  onChange: (count: number) => void;
}

function Period({ count, onChange }: PeriodProps): JSX.Element {
  return (
    <Field
      label={t("reports.period")}
      control={(control) => (
        <select
          {...control}
          value={String(count)}
          onChange={(event) => onChange(Number(event.currentTarget.value))}
        >
          {options(PERIODS.map((days) => [String(days), t("reports.days", { count: days })]))}
        </select>
      )}
    />
  );
}

function Failed({ again }: { again: () => void }): JSX.Element {
  return (
    <div class="card row">
      <p>{t("reports.failed")}</p>
      <button type="button" class="second" onClick={again}>
        {t("reports.try_again")}
      </button>
    </div>
  );
}

function ShownReport({ report: { promises, chairs } }: { report: Report }): JSX.Element {
  return (
    <>
      <dl class="numbers card">
        {totalsOf(promises, chairs, Date.now()).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="figure">{value}</dd>
          </div>
        ))}
      </dl>
      <div class="charts">
        {chartsOf(promises, chairs).map((chart) => (
          <Chart key={chart.title} chart={chart} />
        ))}
      </div>
    </>
  );
}
