// A report as a file for spreadsheets: a line for each location and day, as it is shown. Pure.

import type { Schemas } from "../../shared/api";
import { sourceSaid } from "../call-words";
import { csvText } from "../csv";
import { t } from "../words";
import type { Report } from "./read-report";
import { came } from "./sum-up";

type Columns<Day> = readonly (readonly [
  name: string,
  of: (day: Day) => number | null | undefined,
])[];

const PROMISES: Columns<Schemas["ServiceLevelDay"]> = [
  [t("reports.file.promised"), (day) => day.promised],
  [t("reports.file.kept"), (day) => day.kept],
  [t("reports.file.broken"), (day) => day.broken],
  [t("reports.file.pending"), (day) => day.pending],
  [t("reports.file.wait"), (day) => day.median_wait_minutes],
];

const CHAIRS: Columns<Schemas["DayFigures"]> = [
  [t("reports.file.slots"), (day) => day.slots],
  [t("reports.file.blocked"), (day) => day.slots_blocked],
  [t("reports.file.unused"), (day) => day.slots_unused],
  [t("reports.file.minutes"), (day) => day.minutes_bookable],
  [t("reports.file.booked"), (day) => day.minutes_booked],
  [t("reports.file.came"), came],
  [t("reports.file.upcoming"), (day) => day.appointments.booked],
  [t("reports.file.noshow"), (day) => day.appointments.noshow],
];

/** The file's name: no name of anybody, nothing that a file system minds. */
export function fileName({ asked: { locations, from, to } }: Report): string {
  const [only, ...others] = locations;
  const where = only && !others.length ? only.location_id : "all";
  return `report-${where}-${from}-to-${to}.csv`;
}

/** Its content. Dates are the locations' own. */
export function fileText({ asked: { source }, parts }: Report): string {
  const hasChairs = parts.some((part) => part.chairs);
  const header = [
    t("reports.file.date"),
    t("reports.file.location"),
    t("reports.file.source"),
    ...[...PROMISES, ...(hasChairs ? CHAIRS : [])].map(([name]) => name),
  ];
  const way = source ? sourceSaid(source) : t("reports.all_sources");
  const rows = parts.flatMap(({ location, promises, chairs }) =>
    promises.map((day, at) => [
      day.date,
      location.name,
      way,
      ...cells(PROMISES, day),
      ...(chairs?.[at] ? cells(CHAIRS, chairs[at]) : []),
    ]),
  );
  return csvText(header, rows);
}

const cells = <Day>(columns: Columns<Day>, day: Day): string[] =>
  columns.map(([, of]) => String(of(day) ?? ""));
