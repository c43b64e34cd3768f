// Screening answers: for the clinician, no verdict.

import type { JSX } from "preact";
import { flagSaid } from "../call-words";
import { t } from "../words";

export function Flags({ flags }: { flags: string[] }): JSX.Element {
  return (
    <div class="stack tight">
      {flags.length > 0 && (
        <>
          <h3>{t("card.flags")}</h3>
          <ul class="row">
            {[...new Set(flags)].map((flag) => (
              <li key={flag} class="badge soon">
                {flagSaid(flag)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
