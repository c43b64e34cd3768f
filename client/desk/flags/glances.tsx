// What forms stated for the clinician, in a line of a list.

import type { JSX } from "preact";
import { Icon } from "../ui/icon";
import { t } from "../words";
import { type Glance, glancesAt, type StatedFlag, shortly } from "./flag-words";

export interface GlancesProps {
  flags: readonly StatedFlag[] | null | undefined;
}

/** What is still to be discussed stands out; what was stays in sight. */
export const Glances = ({ flags }: GlancesProps): JSX.Element => (
  <>
    {glancesAt(flags).map((glance) => (
      <GlanceLine key={glance.lead} glance={glance} />
    ))}
  </>
);

/** The same where no more is known than what was checked. */
export function FlagNames({ flags }: { flags: readonly string[] }): JSX.Element | null {
  if (!flags.length) return null;
  return (
    <GlanceLine glance={{ lead: t("flags.lead"), names: shortly(flags), isDiscussed: false }} />
  );
}

function GlanceLine({ glance }: { glance: Glance }): JSX.Element {
  const { lead, names, isDiscussed } = glance;
  return (
    <span class={isDiscussed ? "stated small quiet" : "stated small open"}>
      <Icon name="flag" />
      {isDiscussed ? `${lead}: ` : <span class="unseen">, {lead}: </span>}
      {names}
    </span>
  );
}
