// What forms stated for the clinician, in words. Nobody confirmed it, and it is no verdict. Pure.

import type { Schemas } from "../../shared/api";
import { day } from "../../shared/time";
import { flagSaid } from "../call-words";
import { t } from "../words";

export type StatedFlag = Schemas["StatedFlag"];

/** Some of them, as one line: what nobody spoke of yet stands out. */
export interface Glance {
  words: string;
  isDiscussed: boolean;
}

/** "For the clinician: Pregnant or may be pregnant, with a message"; then what was discussed. */
export function glancesAt(flags: readonly StatedFlag[] | null | undefined): Glance[] {
  const all = flags ?? [];
  const open = all.filter((each) => !each.discussed_at);
  const discussed = all.filter((each) => each.discussed_at);
  return [
    ...(open.length ? [{ words: glance("flags.at_a_glance", open), isDiscussed: false }] : []),
    ...(discussed.length
      ? [{ words: glance("flags.at_a_glance_discussed", discussed), isDiscussed: true }]
      : []),
  ];
}

function glance(
  words: "flags.at_a_glance" | "flags.at_a_glance_discussed",
  flags: readonly StatedFlag[],
): string {
  const names = [...new Set(flags.map(({ flag }) => flagSaid(flag)))];
  const said = t(words, { flags: names.join(", ") });
  return flags.some((each) => each.has_words) ? t("flags.with_words", { said }) : said;
}

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
export const formSaid = ({ at, first_at: first }: StatedFlag, zone: string): string =>
  first
    ? t("flags.form_again", { date: day(at, zone), first: day(first, zone) })
    : t("flags.form", { date: day(at, zone) });
