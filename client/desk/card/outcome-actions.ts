// What can be done with the callback in hand: say how the call went, snooze it, release it, close it.

import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { Problem } from "../api";
import { type Disposition, outcomeSaid } from "../call-words";
import { inHand, isHeld, letGo, write } from "../claim";
import { desk } from "../desk";
import { explain, say, warn } from "../say";
import { ask } from "../ui/dialog";
import { t } from "../words";
import { askUntil } from "./ask-until";
import { askWhy } from "./ask-why";
import { doubtOf } from "./doubt-of";
import type { HeldCall } from "./held-call";
import type { Note } from "./note";
import { offerUndo } from "./undo-outcome";

type AfterWrite = Schemas["AfterWrite"];

export interface OutcomeActions {
  /** True if the callback is held, and nothing that was written is on its way. */
  isFree(): boolean;
  /** Say how the call went; `told` is how to put it, where more is known than that. */
  record(disposition: Disposition, told?: string): Promise<void>;
  snooze(): Promise<void>;
  release(): Promise<void>;
  close(): Promise<void>;
  /** Put the note on record by itself. Gives whether nothing is left that could be lost. */
  keepNote(): Promise<boolean>;
}

export interface ActedOn {
  hand: HeldCall;
  note: Note;
  /** Show at once what a write under way changes. */
  showAnew: () => void;
  /** The callback is out of hand. */
  onDone: (words: string) => void;
  /** A note was put on record. */
  onNoted: () => void;
}

/** Gives what can be done with a callback in hand. What is in the note goes along with it. */
export function outcomeActions({ hand, note, showAnew, onDone, onNoted }: ActedOn): OutcomeActions {
  const id = hand.card.callback_id;
  const isFree = () => isHeld() && inHand() === hand && !hand.writing;
  const noted = () => (note.text.trim() ? { note: note.text } : {});

  /** Write it, one write at a time. Gives whether it is on record. */
  async function put<T>(send: () => Promise<T>, told: (after: T) => void): Promise<boolean> {
    if (!isFree()) return false;
    let done = false;
    try {
      const answer = send();
      showAnew();
      told(await answer);
      done = true;
    } catch (failure) {
      refused(failure);
    }
    showAnew();
    return done;
  }

  /** What was typed is let go once it is on record, and with it the callback. */
  const out = (words: string) => {
    note.forget();
    if (inHand()?.card.callback_id !== id) return; // another caller was on the line meanwhile
    letGo();
    onDone(words);
  };
  const undoably = (words: string) => {
    offerUndo(words, hand.card);
    out(words);
  };

  return {
    isFree,
    async record(disposition, told = outcomeSaid(disposition)) {
      if (!isFree() || !(await isSure(disposition, hand.card))) return;
      const send = () => write("attempts", { disposition, ...noted() });
      await put(send, (after: AfterWrite) => undoably(afterSaid(told, after)));
    },
    async snooze() {
      const until = await askUntil();
      if (!until) return;
      const when = dayAndClock(until, desk.location.zone);
      const send = () => write("snooze", { until, ...noted() });
      await put(send, () => undoably(t("outcome.snoozed", { when })));
    },
    async release() {
      await put(
        () => write("hand-back", noted()),
        () => {
          say(t("outcome.released"));
          out(t("outcome.released"));
        },
      );
    },
    async close() {
      const reason = await askWhy();
      if (!reason) return;
      const outcome = outcomeSaid(reason);
      const send = () => write("close", { reason, ...noted() });
      await put(send, () => undoably(t("outcome.closed", { outcome })));
    },
    async keepNote() {
      if (!note.text.trim()) return true;
      return put(
        () => write("notes", noted()),
        () => {
          note.forget();
          say(t("outcome.note_kept"));
          onNoted();
        },
      );
    },
  };
}

/** What is grave, or not allowed, is asked once more. */
async function isSure(disposition: Disposition, card: HeldCall["card"]): Promise<boolean> {
  const doubt = doubtOf(disposition, card);
  if (!doubt) return true;
  const title = t(`outcome.sure.${doubt}.title`);
  const text = t(`outcome.sure.${doubt}.text`);
  return ask({ title, text, yes: t(`outcome.sure.${doubt}.yes`), grave: true });
}

function afterSaid(
  outcome: string,
  { outcome: ended, state, respond_by: next }: AfterWrite,
): string {
  if (ended === "unreachable") return t("outcome.last_attempt", { outcome });
  if (state === "closed" || !next) return t("outcome.now_closed", { outcome });
  return t("outcome.next_attempt", { outcome, when: dayAndClock(next, desk.location.zone) });
}

/** A lost claim is told by the claim itself. */
function refused(failure: unknown): void {
  if (failure instanceof Problem && failure.kind === "callback-changed") warn(t("outcome.changed"));
  else if (isHeld()) explain(failure);
}
