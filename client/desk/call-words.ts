// The words of calls, appointments and what happened with them, as people say them.

import type { Schemas } from "../shared/api";
import { dayAndClock } from "../shared/time";
import { nameOf } from "./colleagues";
import { desk } from "./desk";
import { JOBS } from "./job-names";
import { session } from "./session";
import { serviceName } from "./sheet";
import { t, tOr } from "./words";

export type Disposition = Schemas["AttemptIn"]["disposition"];

/** What happened, as a line of a history tells it. */
export interface Happening {
  /** What it happened to, where a timeline tells of several. */
  kind?: string;
  what: string;
  by: string;
  details?: { [name: string]: string | number | boolean | string[] | null };
}

/** A word of a table; one that is not there (a new one) is shown as it is. */
const said = (table: string, word: string): string =>
  tOr(`${table}.${word}`, word.replaceAll(/[-_]/g, " "));

/** The words of a table's names, by name, in their order. */
const wordsOf = <Name extends string>(table: string, names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, said(table, name)])) as Record<Name, string>;

export const SOURCES = wordsOf<Schemas["Source"]>("card.source", [
  "consultation-request",
  "incoming-call",
  "missed-call",
  "voicemail",
  "escort-unconfirmed",
  "no-show",
  "booster-due",
  "unconfirmed",
  "call-asked",
  "mail-bounced",
  "clinic-closed",
  "appointments-close",
]);

export const URGENCIES = wordsOf<Schemas["Urgency"]>("card.urgency", [
  "routine",
  "urgent",
  "crisis",
]);

/** How a call can go, in the order of the keys 1 to 8. */
export const DISPOSITIONS: readonly Disposition[] = [
  "reached",
  "booked",
  "voicemail-left",
  "no-answer",
  "busy",
  "wrong-number",
  "declined",
  "do-not-contact",
];

/** What the outcomes have in common: they were spoken to, they were not, no more calls. */
export const OUTCOME_GROUPS: readonly [
  group: "reached" | "no_contact" | "stop",
  of: readonly Disposition[],
][] = [
  ["reached", ["reached", "booked"]],
  ["no_contact", ["voicemail-left", "no-answer", "busy"]],
  ["stop", ["wrong-number", "declined", "do-not-contact"]],
];

/** The group that an outcome stands in. After one without contact, there is another try. */
export const groupOf = (disposition: Disposition): (typeof OUTCOME_GROUPS)[number][0] | undefined =>
  OUTCOME_GROUPS.find(([, dispositions]) => dispositions.includes(disposition))?.[0];

/** The key of an outcome, whatever group it stands in. */
export const outcomeKey = (disposition: Disposition): string =>
  String(DISPOSITIONS.indexOf(disposition) + 1);

/** How a call went, in the order of its keys. */
export const OUTCOMES = wordsOf("outcome.ended", DISPOSITIONS);

/** The same, at the beginning of a line: "Claim ran out". */
export const titled = (text: string): string => capitalized(text.replaceAll(/[-_]/g, " "));

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const sourceSaid = (source: string): string => said("card.source", source);
export const flagSaid = (flag: string): string => said("card.flag", flag);
/** The same in a word, where there is little room. */
export const flagShort = (flag: string): string => said("card.flag_short", flag);
export const outcomeSaid = (outcome: string): string => said("outcome.ended", outcome);
export const spamSaid = (why: string): string => said("card.spam", why);
export const kindSaid = (kind: string): string => said("card.kind", kind);
export const languageSaid = (language: string): string =>
  tOr(`card.language.${language}`, language);

/** Why a call is owed: a service's name, or what the desk wrote down; of one that is asked again, all. */
export const reasonSaid = (reason: string): string =>
  reason.split("; ").map(serviceName).join("; ");

/** Whose it was: "Ana R.", or "a colleague" where the name is not known or no longer. */
export function bySaid(by: string): string {
  if (by === session()?.staff.staff_id) return t("card.by.you");
  if (by === "visitor") return t("card.by.visitor");
  return JOBS.has(by) ? t("card.by.system") : (nameOf(by) ?? t("card.by.colleague"));
}

/** What happened, as a line of the history begins. */
export function eventSaid({ what, by, kind, details = {} }: Happening): string {
  const outcome = outcomeSaid(String(details.disposition ?? details.outcome ?? ""));
  if (what === "attempted") return t("card.called", { who: capitalized(bySaid(by)), outcome });
  if (what === "letter-ended") return outcome;
  if (what === "closed") return t("card.closed", { outcome });
  if (what === "snoozed") {
    const when = dayAndClock(String(details.until), desk.location.zone);
    return t("card.snoozed", { when });
  }
  if (what === "undone" && details.step) return said("card.undone", String(details.step));
  const word = said("card.event", what);
  return titled(kind === "person" ? tOr(`card.person_event.${what}`, word) : word);
}
