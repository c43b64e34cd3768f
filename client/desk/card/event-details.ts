// What the lines of a history tell. Pure.

import { dayAndClock } from "../../shared/time";
import { type Happening, titled } from "../call-words";

/** A line of a history or of a timeline. */
export interface Line extends Happening {
  at: string;
  by: string;
  kind?: string;
}

/** Details that the line's own words tell, and ids, which tell nobody anything. */
const TOLD = new Set(["source", "reason", "note", "disposition", "outcome", "until"]);
const IDS = new Set(["of", "callback", "callback_id", "slot", "slot_id", "claimed_by"]);

/** Mere looks, which pass between nobody; they are told as a number. */
const LOOKS = new Set(["viewed", "timeline-viewed"]);

/** The lines that are shown. */
export const toldOf = <Each extends Line>(lines: readonly Each[]): Each[] =>
  lines.filter((line) => !LOOKS.has(line.what));

/** How often staff opened it. */
export const looksAt = (lines: readonly Line[]): number =>
  lines.filter((line) => line.what === "viewed").length;

/** A text among the details, if it is there. */
export function detail({ details }: Line, name: string): string | null {
  const value = details?.[name];
  return typeof value === "string" && value ? value : null;
}

export interface Detail {
  name: string;
  /** Nothing where the name says it all. */
  value: string | null;
}

/** Whatever else is worth knowing; what is as it usually is, is not. */
export const othersOf = ({ details = {} }: Line, zone: string): Detail[] =>
  Object.entries(details)
    .filter(([name, value]) => !TOLD.has(name) && !IDS.has(name) && !isUsual(value))
    .map(([name, value]) => ({
      name: titled(name),
      value: value === true ? null : written(value, zone),
    }));

const isUsual = (value: unknown): boolean => value === false || value === "routine";

function written(value: unknown, zone: string): string {
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? dayAndClock(text, zone) : text;
}
