// Which days a report is of. Dates are the location's own. Pure.

import { addDays } from "../../shared/time";
import { isDate } from "../sheet";
import { t } from "../words";

export interface Range {
  from: string;
  to: string;
}

export const PERIODS = ["7", "14", "28", "month", "last-month"] as const;
export type Period = (typeof PERIODS)[number];
export const USUAL: Period = "14";

const MOST_DAYS = 31; // in one report, as the server has it

/** The days of a period that ends today, or with last month. */
export function rangeOf(period: Period, today: string): Range {
  const first = firstOfMonth(today);
  if (period === "month") return { from: first, to: today };
  if (period === "last-month") {
    const to = addDays(first, -1);
    return { from: firstOfMonth(to), to };
  }
  return { from: addDays(today, 1 - Number(period)), to: today };
}

const DAY = 86400000; // milliseconds
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;
const firstOfMonth = (date: string): string => `${date.slice(0, 8)}01`;

/** By field, what to change before these days can be asked for. */
export function wrongWith({ from, to }: Range): Partial<Range> {
  if (!isDate(from)) return { from: t("reports.wrong.date") };
  if (!isDate(to)) return { to: t("reports.wrong.date") };
  if (to < from) return { to: t("reports.wrong.order") };
  if (daysBetween(from, to) >= MOST_DAYS)
    return { to: t("reports.wrong.many", { most: MOST_DAYS }) };
  return {};
}
