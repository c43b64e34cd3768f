// A few weeks with some dates marked.

import type { JSX } from "preact";
import { addDays, dateSaid } from "../../shared/time";
import { t } from "../words";
import { WEEK, weekdayShort } from "./wish";

const turnOf = (date: string): number => new Date(`${date}T00:00Z`).getUTCDay();

const monthOf = (date: string): string =>
  new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" }).format(
    new Date(`${date}T00:00Z`),
  );

/** The days of the weeks around `sorted` dates, week by week. */
export function weeksAround(sorted: readonly string[]): string[][] {
  const weeks: string[][] = [];
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return weeks;
  for (let sunday = addDays(first, -turnOf(first)); sunday <= last; sunday = addDays(sunday, 7))
    weeks.push(WEEK.map((_, turn) => addDays(sunday, turn)));
  return weeks;
}

export interface CalendarProps {
  dates: readonly string[];
  caption: string;
}

/** The weeks around `dates` as a table; the marked ones carry their turn: 1, 2, 3 … */
export function Calendar({ dates, caption }: CalendarProps): JSX.Element {
  const sorted = [...dates].sort();
  return (
    <table class="calendar">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {WEEK.map((name) => (
            <th key={name} scope="col">
              {weekdayShort(name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksAround(sorted).map((days) => (
          <tr key={days[0]}>
            {days.map((date) => (
              <DayCell key={date} date={date} turn={sorted.indexOf(date)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ date, turn }: { date: string; turn: number }): JSX.Element {
  const number = Number(date.slice(8));
  const month = number === 1 || turn === 0 ? monthOf(date) : null;
  if (turn < 0)
    return (
      <td>
        {month && <small>{month}</small>}
        {number}
      </td>
    );
  return (
    <td class="marked">
      <span class="unseen">
        {t("series.calendar_turn", { date: dateSaid(date), turn: turn + 1 })}
      </span>
      <small aria-hidden="true">{month}</small>
      <span aria-hidden="true">{number}</span>
      <b aria-hidden="true">{turn + 1}</b>
    </td>
  );
}
