// The day as a table: on paper, and on the screen while nothing can be read.

import type { JSX } from "preact";
import type { DayContact } from "../kept-days";
import type { DaySheet } from "../sheet";
import { t } from "../words";
import { type DayLine, dayLines, freeLines } from "./day-list";

export interface DayTableProps {
  sheet: DaySheet;
  contacts: readonly DayContact[];
  zone: string;
}

const COLUMNS = [
  ["hours", "day.list.time"],
  ["name", "day.list.name"],
  ["reach", "day.list.phone"],
  ["service", "day.list.service"],
  ["bay", "day.list.bay"],
  ["state", "day.list.state"],
  ["escort", "day.list.escort"],
  ["clinician", "day.list.clinician"],
  ["note", "day.list.note"],
] as const;

export function DayTable({ sheet, contacts, zone }: DayTableProps): JSX.Element {
  const lines = dayLines(sheet, contacts, zone);
  const free = freeLines(sheet, zone);
  return (
    <>
      {lines.length ? <Lines lines={lines} /> : <p>{t("day.list.nobody")}</p>}
      {lines.some(({ reach }) => !reach) && <p>{t("day.list.not_read")}</p>}
      {free.length > 0 && (
        <section>
          <h3>{t("day.list.free")}</h3>
          <ul>
            {free.map(({ id, bay, times }) => (
              <li key={id}>
                <bdi>{bay}</bdi>: {times}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const Lines = ({ lines }: { lines: readonly DayLine[] }): JSX.Element => (
  <table class="day-list">
    <thead>
      <tr>
        {COLUMNS.map(([name, words]) => (
          <th key={name} scope="col">
            {t(words)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <tr key={line.id}>
          {COLUMNS.map(([name]) => (
            <td key={name} class={name}>
              <bdi>{line[name]}</bdi>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
