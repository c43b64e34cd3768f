// The desk says who sent a form, and may take that back.

import type { Schemas } from "../../shared/api";
import { say } from "../say";
import { offerWayBack } from "../way-back";
import { t } from "../words";
import { change } from "../writes";

export interface ToAnswer {
  callbackId: string;
  question: Schemas["AskedQuestion"];
  isSame: boolean;
  /** Called after each change. */
  changed(): void;
}

/** Put the answer on record, say so, and offer the way back. Fails as writes do. */
export async function answerQuestion(given: ToAnswer): Promise<void> {
  const { callbackId, question, isSame, changed } = given;
  const path = `callbacks/${callbackId}/questions/${question.question_id}`;
  await change(`${path}/answer`, { is_same: isSame });
  offerWayBack({
    said: t(isSame ? "card.question.done_yes" : "card.question.done_no"),
    words: t("outcome.undo"),
    back: () => change(`${path}/undo`, {}),
    onBack() {
      say(t("card.question.undone"));
      changed();
    },
  });
  changed();
}
