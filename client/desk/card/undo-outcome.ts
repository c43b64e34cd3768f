// The way back from how a call was said to have gone.

import type { Schemas } from "../../shared/api";
import { claim, type Hand, inHand, isHeld } from "../claim";
import { go, place } from "../desk";
import { say } from "../say";
import { offerWayBack } from "../way-back";
import { t } from "../words";
import { change } from "../writes";
import { explainClaim } from "./explain-claim";

type PutBack = Schemas["PutBack"];

const listeners = new Set<() => void>();

/** Run `act()` when an outcome was undone; gives what ends that. */
export function onUndone(act: () => void): () => void {
  listeners.add(act);
  return () => {
    listeners.delete(act);
  };
}

/** Say how a call went, with the way back. Asked again after a lost answer, it is undone once. */
export function offerUndo(words: string, card: Hand["card"]): void {
  const path = `callbacks/${card.callback_id}/undo`;
  const body = { claim: card.claim.token };
  offerWayBack({
    said: words,
    words: t("outcome.undo"),
    isHindered: isBusy,
    back: async () => (await change<PutBack>(path, body)).data,
    onBack: bring,
  });
}

/** Something of another call is on its way, which goes first: that is said. */
function isBusy(): boolean {
  const hand = inHand();
  if (!hand?.writing && !hand?.booking) return false;
  say(t("queue.busy"));
  return true;
}

/** Take in hand again what was undone. A call that was taken since stays with its claimant. */
async function bring({ callback_id: id, claimed, joined }: PutBack): Promise<void> {
  if (claimed) await takeAgain(id);
  else say(t(joined ? "outcome.undone_joined" : "outcome.undone_waits"));
  for (const act of [...listeners]) act();
}

async function takeAgain(id: string): Promise<void> {
  const isWithAnother = isHeld();
  try {
    await claim(id);
  } catch (failure) {
    return explainClaim(failure);
  }
  if (place().view !== "queue") go("queue");
  say(t(isWithAnother ? "outcome.undone_beside" : "outcome.undone"));
}
