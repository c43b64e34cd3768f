// Which charts a report has. Pure.

import { t } from "../words";
import type { ChartData } from "./chart-layout";
import { type Chairs, came, type Promises, percent } from "./sum-up";

/** The charts of these days, in order. */
export function chartsOf(promises: Promises, chairs: Chairs): ChartData[] {
  const days = promises.map(({ date }) => date.slice(5).replace("-", "/"));
  return [
    {
      title: t("reports.promises"),
      days,
      parts: [
        { name: t("reports.kept"), kind: "done", values: promises.map((day) => day.kept) },
        { name: t("reports.broken"), kind: "bad", values: promises.map((day) => day.broken) },
        { name: t("reports.open"), kind: "part", values: promises.map((day) => day.pending) },
      ],
    },
    {
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
    },
    {
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
    },
    appointmentsChart(days, chairs),
  ];
}

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
