// What a job did, in words. Pure.

import type { Schemas } from "../../shared/api";

type Report = Schemas["JobReportView"];

/** "12 due, 11 done, 1 skipped": what is none is left out, but for what was due. */
export function counted(report: Report): string {
  const { due, done, skipped, failed, counts } = report;
  return Object.entries({ due, done, skipped, failed, ...counts })
    .filter(([name, count]) => count || name === "due")
    .map(([name, count]) => `${count} ${name.replaceAll("_", " ")}`)
    .join(", ");
}
