// The desk says who sent a form, and may take that back.

import type { Schemas } from "../../shared/api";
import { explain, offer, say } from "../say";
import { t } from "../words";
import { change, isUnsure } from "../writes";

const KEY = "z";

export interface ToAnswer {
  callbackId: string;
  question: Schemas["AskedQuestion"];
  isSame: boolean;
  /** Called after each change. */
  changed(): void;
}

/** Put the answer on record, say so, and offer the way back. Fails as writes do. */
export async function answerQuestion(given: ToAnswer): Promise<void> {
  await change(`${pathOf(given)}/answer`, { is_same: given.isSame });
  offerWayBack(given);
  given.changed();
}

const pathOf = ({ callbackId, question }: ToAnswer): string =>
  `callbacks/${callbackId}/questions/${question.question_id}`;

function offerWayBack(given: ToAnswer): void {
  let isUnderWay = false;
  let wrong: (() => void) | null = null; // puts away what went wrong before

  async function act(): Promise<void> {
    if (isUnderWay) return;
    isUnderWay = true;
    offered.stay();
    wrong?.();
    try {
      await change(`${pathOf(given)}/undo`, {});
      offered.away();
      say(t("card.question.undone"));
      given.changed();
    } catch (failure) {
      if (!isUnsure(failure)) offered.away();
      wrong = explain(failure);
    }
    isUnderWay = false;
  }

  const words = t(given.isSame ? "card.question.done_yes" : "card.question.done_no");
  const offered = offer(words, { words: t("outcome.undo"), key: KEY, act });
}
