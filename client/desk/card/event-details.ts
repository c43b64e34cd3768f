// What the lines of a history tell. Pure.

import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { flagSaid, type Happening, titled } from "../call-words";
import { doneSaid } from "../crisis/crisis-words";
import { desk } from "../desk";
import { kindSaid } from "../messages/message-words";
import { bayName, serviceName } from "../sheet";
import { tOr } from "../words";

/** A line of a history or of a timeline. */
export interface Line extends Happening {
  at: string;
}

/** Details that the line's own words tell, and ids, which tell nobody anything. */
const TOLD = new Set([
  ...["source", "doubt", "reason", "note", "disposition", "outcome", "until"],
  ...["asked_by", "by_another", "step"],
]);
const IDS = new Set(["of", "callback", "callback_id", "slot", "slot_id", "claimed_by"]);

/** An id's own shape: whatever it is of, it tells nobody anything. */
const ID = /^[0-9a-z]{26}$/;

/** A slot's own: when it starts, and its bay. */
const SLOT = /^[^~]+~\d{4}-\d\d-\d\d~([\dT:-]+Z)~([^~]+)$/;

/** Mere looks, which pass between nobody; they are told as a number. */
const LOOKS = new Set([
  "viewed",
  "timeline-viewed",
  "filed-viewed",
  "messages-viewed",
  "forms-viewed",
]);

/** The lines that are shown. */
export const toldOf = <Each extends Line>(lines: readonly Each[]): Each[] =>
  lines.filter((line) => !LOOKS.has(line.what));

const ONE_LOOK = 600000; // milliseconds: a page is read anew after whatever is done on it

/** How often staff opened it; the same one again within minutes has it open still. */
export function looksAt(lines: readonly Line[]): number {
  const looks = lines.filter((line) => line.what === "viewed");
  const isAgain = ({ by, at }: Line) =>
    looks.some((other) => {
      const since = Date.parse(at) - Date.parse(other.at);
      return other.by === by && since > 0 && since <= ONE_LOOK;
    });
  return looks.filter((line) => !isAgain(line)).length;
}

/** A text among the details, if it is there. */
export function detail({ details }: Line, name: string): string | null {
  const value = details?.[name];
  return typeof value === "string" && value ? value : null;
}

export type Named = Pick<Schemas["PersonInCall"], "person_id" | "name">;

/** The name of the person whom a line is about, of several; nothing for what is of all of them. */
export function personOf(line: Line, people: readonly Named[]): string | null {
  const id = detail(line, "person");
  if (people.length < 2) return null;
  return people.find(({ person_id }) => person_id === id)?.name ?? null;
}

export interface Detail {
  name: string;
  /** Nothing where the name says it all. */
  value: string | null;
}

/** Whatever else is worth knowing; what is as it usually is, is not. */
export const othersOf = ({ details = {} }: Line, zone: string): Detail[] =>
  Object.entries(details)
    .filter(([name, value]) => !TOLD.has(name) && !IDS.has(name) && !isUsual(value) && !isId(value))
    .map(([name, value]) => ({
      name: titled(name.replace(/_id$/, "")),
      value: value === true ? null : written(name, value, zone),
    }));

const isId = (value: unknown): boolean => typeof value === "string" && ID.test(value);
const isUsual = (value: unknown): boolean => value === false || value === "routine";

/** What names something of the clinic's file is shown by the name that it has there. */
const NAMES: Record<string, (id: string) => string> = {
  bay: bayName,
  service_id: serviceName,
  letter: kindSaid,
  flag: flagSaid,
  cause: (cause) => tOr(`day.canceled.cause.${cause}`, cause),
  done: doneSaid,
  location_id: (id) => desk.locationOf(id)?.name ?? id,
};

function written(name: string, value: unknown, zone: string): string {
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  const named = NAMES[name];
  if (named) return named(text);
  const [, starts, bay] = SLOT.exec(text) ?? [];
  if (starts && bay) return `${dayAndClock(starts, zone)}, ${bayName(bay)}`;
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? dayAndClock(text, zone) : text;
}
