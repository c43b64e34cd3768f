// What the days of a report come to, all together. Pure.

import type { Schemas } from "../../shared/api";
import { span } from "../../shared/time";
import { t } from "../words";

export type Promises = readonly Schemas["ServiceLevelDay"][];
export type Chairs = readonly Schemas["DayFigures"][];
export type Total = readonly [name: string, value: string];

const NONE = "–";

/** "67%" */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Those who came, whether or not they are done. */
export const came = ({ appointments }: Schemas["DayFigures"]): number =>
  appointments.arrived + appointments.fulfilled;

function total<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

const shareOf = (part: number, whole: number): string => (whole ? percent(part / whole) : NONE);

/** The totals by their name, those of chairs where the report has them; `now` in milliseconds. */
export function totalsOf(promises: Promises, chairs: Chairs | null, now: number): Total[] {
  const kept = total(promises, (day) => day.kept);
  const broken = total(promises, (day) => day.broken);
  const ofPromises: Total[] = [
    [t("reports.promises_kept"), shareOf(kept, kept + broken)],
    [t("reports.oldest"), lateSaid(promises, now)],
  ];
  return chairs ? [...ofPromises, ...totalsOfChairs(chairs)] : ofPromises;
}

function totalsOfChairs(chairs: Chairs): Total[] {
  const noShows = total(chairs, (day) => day.appointments.noshow);
  const offered = total(chairs, (day) => day.minutes_bookable);
  const booked = total(chairs, (day) => day.minutes_booked);
  return [
    [t("reports.chairs"), shareOf(booked, offered)],
    [t("reports.noshow_rate"), shareOf(noShows, total(chairs, came) + noShows)],
    [t("reports.unused"), String(total(chairs, (day) => day.slots_unused))],
  ];
}

/** How late the oldest promise is that nobody has kept yet. */
function lateSaid(promises: Promises, now: number): string {
  const [oldest] = promises.flatMap((day) => day.oldest_promise ?? []).sort();
  const late = oldest ? Math.round((now - Date.parse(oldest)) / 60000) : 0;
  return late > 0 ? t("reports.late", { span: span(late) }) : t("reports.none_late");
}
