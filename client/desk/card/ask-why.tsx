// Why a callback is closed without a call.

import type { Schemas } from "../../shared/api";
import { openDialog } from "../ui/dialog";
import { t } from "../words";
import { focusFirstChoice } from "./choices";

type Reason = Schemas["CloseIn"]["reason"];

const REASONS = ["resolved", "declined", "booked"] as const satisfies readonly Reason[];

/** Ask why no call is needed; a promise of the reason, or null. */
export function askWhy(): Promise<Reason | null> {
  const answer = openDialog<Reason>({
    title: t("outcome.why.title"),
    content: (dialog) => (
      <div class="choices">
        {REASONS.map((reason) => (
          <button key={reason} type="button" class="second" onClick={() => dialog.close(reason)}>
            {t(`outcome.why.${reason}`)}
          </button>
        ))}
      </div>
    ),
  });
  focusFirstChoice();
  return answer;
}
