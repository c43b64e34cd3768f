// What can be done with the callback in hand: say how the call went, snooze it, release it, close it.

import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { Problem } from "../api";
import { type Disposition, groupOf, outcomeSaid } from "../call-words";
import { goOn, inHand, isHeld, letGo, write } from "../claim";
import { askDone, type SaidDone } from "../crisis/ask-done";
import { lookForCrises } from "../crisis/crisis-watch";
import { desk } from "../desk";
import { explain, refuse, say } from "../say";
import { ask } from "../ui/dialog";
import { t } from "../words";
import { askLetter } from "./ask-letter";
import { askUntil } from "./ask-until";
import { askWhy } from "./ask-why";
import { doubtOf } from "./doubt-of";
import type { HeldCall } from "./held-call";
import type { Note } from "./note";
import { isAskedWho, type PersonInCall, personMeant, waitingSaid } from "./people-inside";
import { offerUndo } from "./undo-outcome";

type AfterWrite = Schemas["AfterWrite"];
type About = { person_id?: string };
type Done = Partial<SaidDone>;

export interface OutcomeActions {
  /** True if the callback is held, and nothing that was written is on its way. */
  isFree(): boolean;
  /** Say how the call went; `told` is how to put it, where more is known than that. */
  record(disposition: Disposition, told?: string): Promise<void>;
  snooze(): Promise<void>;
  release(): Promise<void>;
  close(): Promise<void>;
  /** Answer by email somebody who gave nothing but an address. */
  writeLetter(): Promise<void>;
  /** Put the note on record by itself. Gives whether nothing is left that could be lost. */
  keepNote(): Promise<boolean>;
  /** The person whom what is done now is about; null, and said, where one is to be chosen first. */
  personAsked(): PersonInCall | null;
}

export interface ActedOn {
  hand: HeldCall;
  note: Note;
  /** The id of the person chosen among several, or null. */
  whom: () => string | null;
  /** One of several is to be chosen first: that is said where they are chosen. */
  onWhomMissing: () => void;
  /** Show at once what a write under way changes. */
  showAnew: () => void;
  /** The callback is out of hand. */
  onDone: (words: string) => void;
  /** A note was put on record. */
  onNoted: () => void;
}

/** Gives what can be done with a callback in hand. What is in the note goes along with it. */
export function outcomeActions(on: ActedOn): OutcomeActions {
  const { hand, note, showAnew, onDone, onNoted } = on;
  const id = hand.card.callback_id;
  const isFree = () => isHeld() && inHand() === hand && !hand.writing;
  const noted = () => notedIn(note);

  const put = oneAtATime(isFree, showAnew);

  /** What was typed is let go once it is on record, and with it the callback. */
  const out = (words: string) => {
    note.forget();
    lookForCrises();
    if (inHand()?.card.callback_id !== id) return; // another caller was on the line meanwhile
    letGo();
    onDone(words);
  };
  const undoably = (words: string, after?: AfterWrite) => {
    offerUndo(words, hand.card);
    if (!after?.claim) return out(words);
    note.forget();
    goOn(hand.card.callback_id, after.claim); // somebody else in it is owed an answer
    onNoted();
  };
  const personAsked = () => askedOf(on);
  const about = () => aboutOf(on);

  return {
    isFree,
    personAsked,
    async record(disposition, told = outcomeSaid(disposition)) {
      const person: About | null = isOfTheNumber(disposition) ? {} : about();
      if (!isFree() || !person || !(await isSure(disposition, hand.card))) return;
      const isEnd = groupOf(disposition) !== "no_contact";
      const done = isEnd ? await doneFor(on, person.person_id, isOfTheNumber(disposition)) : {};
      if (!done) return;
      const waiting = waitingSaid(hand.card, person.person_id);
      const send = () => write("attempts", { disposition, ...person, ...noted(), ...done });
      await put(send, (after: AfterWrite) => undoably(afterSaid(told, after, waiting), after));
    },
    async snooze() {
      const until = await askUntil(hand.card.urgency === "crisis");
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
      await closeIt(on, put, undoably);
    },
    async writeLetter() {
      if (isFree()) await writeLetter(on, put, undoably);
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

/** Gives what writes, one write at a time, and tells whether it is on record. */
function oneAtATime(isFree: () => boolean, showAnew: () => void) {
  return async <T>(send: () => Promise<T>, told: (after: T) => void): Promise<boolean> => {
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
  };
}

/** The person whom an outcome is about; null, which is said, where one has to be chosen first. */
function askedOf({ hand, whom, onWhomMissing }: ActedOn): PersonInCall | null {
  const person = personMeant(hand.card, whom());
  if (!person) onWhomMissing();
  return person ?? null;
}

/** What tells the API whom an outcome is about, where that is not plain; null as above. */
function aboutOf(on: ActedOn): About | null {
  if (!isAskedWho(on.hand.card)) return {};
  const person = askedOf(on);
  return person && { person_id: person.person_id };
}

/** True for what concerns everybody who may be reached there. */
const isOfTheNumber = (disposition: Disposition): boolean =>
  disposition === "wrong-number" || groupOf(disposition) === "no_contact";

/**
 * What was done for whom it is about, where they may be in danger; null where that was not said.
 * It is about all of them by one number, or about one of those who are owed an answer.
 */
async function doneFor(
  { hand, note }: ActedOn,
  personId: string | undefined,
  isOfAll = false,
): Promise<Done | null> {
  const person = isOfAll ? null : personMeant(hand.card, personId ?? null);
  const { urgency } = person ?? hand.card;
  return urgency === "crisis" ? askDone(Boolean(note.text.trim())) : {};
}

/** What is grave, or not allowed, is asked once more. */
async function isSure(disposition: Disposition, card: HeldCall["card"]): Promise<boolean> {
  const doubt = doubtOf(disposition, card);
  if (!doubt) return true;
  const title = t(`outcome.sure.${doubt}.title`);
  const text = t(`outcome.sure.${doubt}.text`);
  return ask({ title, text, yes: t(`outcome.sure.${doubt}.yes`), grave: true });
}

/** Close it for a reason, or answer one of several people. */
async function closeIt(
  on: ActedOn,
  put: ReturnType<typeof oneAtATime>,
  undoably: (words: string, after: AfterWrite) => void,
): Promise<void> {
  const person = aboutOf(on);
  const reason = person && (await askWhy());
  const done = reason && (await doneFor(on, person.person_id));
  if (!reason || !done) return;
  const outcome = outcomeSaid(reason);
  const names = waitingSaid(on.hand.card, person.person_id);
  const send = () => write("close", { reason, ...person, ...notedIn(on.note), ...done });
  await put(send, (after: AfterWrite) => undoably(closedSaid(outcome, after, names), after));
}

/** Answer by email the person whom it is about, in words that were read first. */
async function writeLetter(
  on: ActedOn,
  put: ReturnType<typeof oneAtATime>,
  undoably: (words: string, after: AfterWrite) => void,
): Promise<void> {
  const { card } = on.hand;
  const person = askedOf(on);
  if (!person?.email) return;
  const { email, language, reason: serviceId } = person;
  const letter = await askLetter({ locationId: card.location_id, email, language, serviceId });
  const meant = letter && aboutOf(on);
  const done = meant && (await doneFor(on, meant.person_id));
  if (!meant || !done) return;
  const waiting = waitingSaid(on.hand.card, meant.person_id);
  const send = () => write("letters", { ...letter, ...meant, ...notedIn(on.note), ...done });
  const told = (after: AfterWrite) => afterSaid(t("outcome.letter.sent"), after, waiting);
  await put(send, (after: AfterWrite) => undoably(told(after), after));
}

const notedIn = ({ text }: Note): { note?: string } => (text.trim() ? { note: text } : {});

const closedSaid = (outcome: string, { claim }: AfterWrite, names: string): string =>
  claim ? t("outcome.answered", { outcome, names }) : t("outcome.closed", { outcome });

function afterSaid(
  outcome: string,
  { outcome: ended, state, respond_by: next, claim }: AfterWrite,
  names: string,
): string {
  if (claim) return t("outcome.answered", { outcome, names });
  if (ended === "unreachable") return t("outcome.last_attempt", { outcome });
  if (state === "closed" || !next) return t("outcome.now_closed", { outcome });
  return t("outcome.next_attempt", { outcome, when: dayAndClock(next, desk.location.zone) });
}

/** A lost claim is told by the claim itself. */
function refused(failure: unknown): void {
  if (failure instanceof Problem && failure.kind === "callback-changed")
    refuse(t("outcome.changed"));
  else if (isHeld()) explain(failure);
}
