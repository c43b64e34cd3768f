// What forms stated for the clinician, in words. Nobody confirmed it, and it is no verdict. Pure.

import type { Schemas } from "../../shared/api";
import { day } from "../../shared/time";
import { flagSaid, flagShort } from "../call-words";
import { t } from "../words";

export type StatedFlag = Schemas["StatedFlag"];

/** Some of them, as one short line: what nobody spoke of yet stands out. */
export interface Glance {
  /** "For the clinician", or "Discussed". */
  lead: string;
  /** "pregnancy, psychosis + message" */
  names: string;
  isDiscussed: boolean;
}

/** What is still to be discussed, then what was: a line each. */
export function glancesAt(flags: readonly StatedFlag[] | null | undefined): Glance[] {
  const all = flags ?? [];
  const open = all.filter((each) => !each.discussed_at);
  const discussed = all.filter((each) => each.discussed_at);
  return [glance(open, false), glance(discussed, true)].filter(({ names }) => names);
}

function glance(flags: readonly StatedFlag[], isDiscussed: boolean): Glance {
  const names = shortly(flags.map(({ flag }) => flag));
  const hasWords = flags.some((each) => each.has_words);
  return {
    lead: t(isDiscussed ? "flags.lead_discussed" : "flags.lead"),
    names: hasWords ? t("flags.with_words", { flags: names }) : names,
    isDiscussed,
  };
}

/** "pregnancy, psychosis": each once. */
export const shortly = (flags: readonly string[]): string =>
  [...new Set(flags)].map(flagShort).join(", ");

/** "For the clinician: pregnancy": a line as it is said. */
export const glanceSaid = ({ lead, names }: Glance): string => `${lead}: ${names}`;

/** For a list on paper: each with the date of its form, and none of what was written. */
export const onPaper = (flags: readonly StatedFlag[] | null | undefined, zone: string): string =>
  (flags ?? [])
    .map(({ flag, at, discussed_at }) =>
      t(discussed_at ? "flags.on_paper_discussed" : "flags.on_paper", {
        flag: flagSaid(flag),
        date: day(at, zone),
      }),
    )
    .join("; ");

/** "Form of Tue, Nov 3" */
export function formSaid({ at, first_at: first, until }: StatedFlag, zone: string): string {
  const date = day(at, zone);
  if (until) return t("flags.form_aside", { date });
  return first
    ? t("flags.form_again", { date, first: day(first, zone) })
    : t("flags.form", { date });
}
