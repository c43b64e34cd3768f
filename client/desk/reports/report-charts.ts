// Which charts a report has. Pure.

import { t } from "../words";
import type { Together } from "./all-together";
import type { ChartData } from "./chart-layout";
import type { Asked } from "./read-report";
import { type Chairs, came, type Promises, percent } from "./sum-up";
import { type ChartName, emptyOf, whyEmpty } from "./why-empty";

/** The charts of these days, in order; one without anything to show says why. */
export function chartsOf(asked: Asked, together: Together, today: string): ChartData[] {
  const { promises, chairs, hasWaits } = together;
  const days = promises.map(({ date }) => date.slice(5).replace("-", "/"));
  const empty = emptyOf(together);
  const charts: [ChartName, ChartData][] = [["promises", promisesChart(days, promises)]];
  if (hasWaits) charts.push(["wait", waitChart(days, promises)]);
  if (chairs)
    charts.push(
      ["chairs", chairsChart(days, chairs)],
      ["appointments", appointmentsChart(days, chairs)],
    );
  return charts.map(([name, chart]) =>
    empty[name] ? { ...chart, empty: whyEmpty(name, asked, today) } : chart,
  );
}

const promisesChart = (days: readonly string[], promises: Promises): ChartData => ({
  title: t("reports.promises"),
  days,
  parts: [
    { name: t("reports.kept"), kind: "done", values: promises.map((day) => day.kept) },
    { name: t("reports.broken"), kind: "bad", values: promises.map((day) => day.broken) },
    { name: t("reports.open"), kind: "part", values: promises.map((day) => day.pending) },
  ],
});

const waitChart = (days: readonly string[], promises: Promises): ChartData => ({
  title: t("reports.wait"),
  days,
  parts: [
    {
      name: t("reports.wait_part"),
      kind: "done",
      values: promises.map((day) => day.median_wait_minutes ?? null),
    },
  ],
  said: (count) => String(Math.round(count)),
});

const chairsChart = (days: readonly string[], chairs: Chairs): ChartData => ({
  title: t("reports.chairs"),
  days,
  parts: [
    {
      name: t("reports.chairs_part"),
      kind: "done",
      values: chairs.map((day) => day.utilisation ?? null),
    },
  ],
  most: 1,
  said: percent,
});

const appointmentsChart = (days: readonly string[], chairs: Chairs): ChartData => ({
  title: t("reports.appointments"),
  days,
  parts: [
    { name: t("reports.came"), kind: "done", values: chairs.map(came) },
    {
      name: t("reports.upcoming"),
      kind: "part",
      values: chairs.map(({ appointments }) => appointments.booked),
    },
    {
      name: t("reports.noshow"),
      kind: "bad",
      values: chairs.map(({ appointments }) => appointments.noshow),
    },
  ],
});
