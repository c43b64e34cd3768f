// The call card: what the caller needs in front of them while a callback is in hand.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Hand } from "../claim";
import { CrisisGuide } from "../crisis/crisis-guide";
import { StatedFlags } from "../flags/stated-flags";
import { openInvite } from "../invitations/invite";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";
import { bookedOrBook, bookFromCard } from "./book-from-card";
import { BookingPanel } from "./booking-panel";
import { useCallRecord } from "./call-record";
import { CardBanner } from "./card-banner";
import { CardHeader } from "./card-header";
import { Flags } from "./flags";
import { asItIs, type HeldCall, useHeldCall } from "./held-call";
import { History } from "./history";
import { Messages } from "./messages";
import { useNote } from "./note";
import { outcomeActions } from "./outcome-actions";
import { OutcomePanel } from "./outcome-panel";
import { Marks } from "./people-inside";
import { Questions } from "./questions";
import { ReachCaller } from "./reach-caller";
import { Script } from "./script";
import { TimeThere } from "./time-there";
import { useAsking } from "./use-asking";
import { useWhom } from "./use-whom";

export interface CallCardProps {
  hand: HeldCall & Pick<Hand, "record">;
  /** The callback is out of hand; in `words`, how it ended. */
  onDone: (words: string) => void;
  /** Back to the list, where both have no room beside each other. */
  onBack: () => void;
}

/** The card of a callback in hand. It takes the focus when another one is taken. */
export function CallCard({ hand, onDone, onBack }: CallCardProps): JSX.Element {
  const shown = asItIs(hand);
  const { card } = shown;
  const titleId = useUniqueId();
  const title = useRef<HTMLHeadingElement>(null);
  const record = useCallRecord(card.callback_id, hand.record);
  const note = useNote(card.callback_id);
  const showAnew = useHeldCall(hand, record.load);
  useLayoutEffect(() => title.current?.focus(), [hand]);
  const whom = useWhom();
  const acts = outcomeActions({ hand, note, ...whom, showAnew, onDone, onNoted: record.load });
  const { asked, ask } = useAsking(title);
  const book = () => bookFromCard({ hand, requests: record.now.requests, acts, ask, onDone });
  const invite = () => {
    const person = acts.personAsked();
    if (person) openInvite({ person_id: person.person_id, isEmailUnknown: true });
  };
  const booked = () => bookedOrBook(acts, book);
  const now = Date.now();
  return (
    <article
      class="card call"
      aria-labelledby={titleId}
      data-urgency={card.urgency}
      data-state={shown.state}
    >
      <button type="button" class="second slim back" onClick={onBack}>
        {t("card.back")}
      </button>
      <CardHeader hand={shown} now={now} titleId={titleId} title={title} />
      <CardBanner hand={shown} />
      {card.urgency === "crisis" && <CrisisGuide attempts={card.attempts} />}
      <div class={asked ? "halves booking" : "halves"}>
        <div class="stack">
          <Marks card={card} />
          <Questions
            callbackId={card.callback_id}
            questions={record.now.questions}
            isOff={shown.state !== "held"}
            changed={record.load}
          />
          <ReachCaller card={card} isOnLine={hand.isOnLine} />
          <TimeThere card={card} now={now} />
          {asked ? (
            <BookingPanel {...asked} />
          ) : (
            <OutcomePanel
              hand={shown}
              note={note}
              acts={acts}
              whom={whom}
              onBook={book}
              onInvite={invite}
              onBooked={booked}
            />
          )}
        </div>
        <div class="stack">
          <h3>{t("card.messages")}</h3>
          <Messages
            record={record.now}
            areNamed={card.people.length > 1}
            areReadFirst={card.read_first}
            onAgain={record.load}
          />
          <StatedFlags flags={record.now.stated} changed={record.marked} />
          <Flags flags={card.flags.filter((each) => !isStated(record.now.stated, each))} />
          <Script reason={card.reason} isOnLine={hand.isOnLine && card.urgency !== "crisis"} />
          <h3>{t("card.history")}</h3>
          <div class="stack tight">
            <History
              events={record.now.history}
              people={card.people}
              earlier={record.now.hasEarlier ? record.load : null}
            />
          </div>
        </div>
      </div>
    </article>
  );
}

/** True if it is shown already with the form that stated it. */
const isStated = (stated: readonly { flag: string }[], name: string): boolean =>
  stated.some(({ flag }) => flag === name);
