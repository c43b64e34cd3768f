// A report: of some days, at one location or all, of every way in or one.

import type { Schemas } from "../../shared/api";
import { get } from "../api";
import type { DeskLocation } from "../desk";
import type { Range } from "./report-range";
import type { Chairs, Promises } from "./sum-up";

export type Source = Schemas["Source"];

export interface Asked extends Range {
  locations: readonly DeskLocation[];
  /** Callbacks that came in this way alone; then nothing is told of chairs and appointments. */
  source: Source | null;
}

export interface LocationReport {
  location: DeskLocation;
  promises: Promises;
  /** Null where the report is of one way in. */
  chairs: Chairs | null;
}

/** What was asked for, with what came of it, by location. */
export interface Report {
  asked: Asked;
  parts: readonly LocationReport[];
}

/** Read it. Throws what `get` throws. */
export async function readReport(asked: Asked): Promise<Report> {
  return { asked, parts: await Promise.all(asked.locations.map((each) => readPart(each, asked))) };
}

async function readPart(location: DeskLocation, asked: Asked): Promise<LocationReport> {
  const at = `locations/${location.location_id}`;
  const days = `from=${asked.from}&to=${asked.to}`;
  const source = asked.source ? `&source=${asked.source}` : "";
  const [promises, chairs] = await Promise.all([
    get<Schemas["ServiceLevel"]>(`${at}/service-level?${days}${source}`),
    asked.source ? null : get<Schemas["Figures"]>(`${at}/figures?${days}`),
  ]);
  return { location, promises: promises.data.days, chairs: chairs?.data.days ?? null };
}
