// What forms stated for the clinician, in a line of a list.

import type { JSX } from "preact";
import { Icon } from "../ui/icon";
import { glancesAt, type StatedFlag } from "./flag-words";

export interface GlancesProps {
  flags: readonly StatedFlag[] | null | undefined;
}

/** What is still to be discussed stands out; what was stays in sight. */
export const Glances = ({ flags }: GlancesProps): JSX.Element => (
  <>
    {glancesAt(flags).map(({ words, isDiscussed }) => (
      <span key={words} class={isDiscussed ? "stated small quiet" : "stated small open"}>
        <span class="unseen">, </span>
        <Icon name="flag" />
        {words}
      </span>
    ))}
  </>
);
