// What was done for somebody in danger: asked before anything closes their call.

import { focusFirstChoice } from "../card/choices";
import { askReason } from "../reason";
import { openDialog } from "../ui/dialog";
import { t } from "../words";
import { DONE, type Done, doneSaid } from "./crisis-words";

/** What was done, with a note where that has to say it. */
export interface SaidDone {
  done: Done;
  note?: string;
}

/** Ask what was done; a promise of it, or of null. `hasNote` where a note goes along anyway. */
export async function askDone(hasNote: boolean): Promise<SaidDone | null> {
  const answer = openDialog<Done>({
    title: t("crisis.done.title"),
    content: (dialog) => (
      <>
        <p>{t("crisis.done.text")}</p>
        <div class="choices">
          {DONE.map((done) => (
            <button key={done} type="button" class="second" onClick={() => dialog.close(done)}>
              {doneSaid(done)}
            </button>
          ))}
        </div>
      </>
    ),
  });
  focusFirstChoice();
  const done = await answer;
  if (done !== "other" || hasNote) return done && { done };
  const note = await askReason({
    title: t("crisis.done.other"),
    label: t("crisis.done.what"),
    yes: t("crisis.done.save"),
  });
  return note ? { done, note } : null;
}
