// How the call went, with a note; and what else can be done with the callback in hand.

import type { JSX, RefObject } from "preact";
import { useRef } from "preact/hooks";
import { type Disposition, OUTCOME_GROUPS, OUTCOMES, outcomeKey } from "../call-words";
import { KeyHint } from "../ui/key-hint";
import { t } from "../words";
import { CopyButton } from "./copy-button";
import type { HeldCall } from "./held-call";
import type { Note } from "./note";
import { NoteField } from "./note-field";
import type { OutcomeActions } from "./outcome-actions";
import { PeopleInside } from "./people-inside";
import type { Whom } from "./use-whom";

interface OutcomePanelProps {
  hand: HeldCall;
  note: Note;
  acts: OutcomeActions;
  /** Whom the next outcome is about. */
  whom: Whom;
  onBook: () => void;
  /** Give them a link to book by themselves. */
  onInvite: () => void;
  /** They booked on this call, or are about to. */
  onBooked: () => void;
}

export function OutcomePanel({
  hand,
  note,
  acts,
  whom,
  onBook,
  onInvite,
  onBooked,
}: OutcomePanelProps): JSX.Element {
  const results = useRef<HTMLDivElement>(null);
  const noteArea = useRef<HTMLTextAreaElement>(null);
  const isHeld = hand.state === "held";
  const isOff = !isHeld || hand.writing;
  const keep = () => {
    if (note.text.trim()) acts.keepNote();
    else noteArea.current?.focus();
  };
  return (
    <section class="stack" aria-label={t("outcome.label")}>
      <NoteField
        note={note}
        area={noteArea}
        isOnItsWay={hand.writing}
        onLeave={() => results.current?.focus()}
      />
      <CopyButton
        class="start"
        words={t("outcome.copy_note")}
        text={note.text}
        done={t("outcome.note_copied")}
        hidden={isHeld || !note.text}
      />
      <PeopleInside card={hand.card} whom={whom} isOff={isOff} />
      <Results
        place={results}
        isOff={isOff}
        onResult={(disposition) =>
          disposition === "booked" ? onBooked() : acts.record(disposition)
        }
      />
      <div class="row">
        {!hand.card.phone && (
          <Act
            kind="first"
            shortcut="a"
            words={t("outcome.letter.open")}
            isOff={isOff}
            onPress={acts.writeLetter}
          />
        )}
        <Act kind="first" shortcut="b" words={t("outcome.book")} isOff={isOff} onPress={onBook} />
        <Act words={t("invite.open")} isOff={isOff} onPress={onInvite} />
        <Act shortcut="s" words={t("outcome.snooze.title")} isOff={isOff} onPress={acts.snooze} />
        <Act shortcut="r" words={t("outcome.release")} isOff={isOff} onPress={acts.release} />
        <Act words={t("outcome.keep_note")} isOff={isOff} onPress={keep} />
        <Act words={t("outcome.close")} isOff={isOff} onPress={acts.close} />
      </div>
    </section>
  );
}

interface ResultsProps {
  /** Takes the focus, so that the keys do things. */
  place: RefObject<HTMLDivElement | null>;
  isOff: boolean;
  onResult: (disposition: Disposition) => void;
}

/** How the call went: a group for each sort of outcome, and a key for each. */
const Results = ({ place, isOff, onResult }: ResultsProps): JSX.Element => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset lays out no grid in every browser
  <div class="results" role="group" aria-label={t("outcome.results")} tabIndex={-1} ref={place}>
    {OUTCOME_GROUPS.map(([group, dispositions]) => (
      <section key={group} aria-label={t(`outcome.group.${group}`)}>
        <h3>{t(`outcome.group.${group}`)}</h3>
        {dispositions.map((disposition) => (
          <Act
            key={disposition}
            kind="second outcome"
            shortcut={outcomeKey(disposition)}
            words={OUTCOMES[disposition]}
            isOff={isOff}
            onPress={() => onResult(disposition)}
          />
        ))}
      </section>
    ))}
  </div>
);

interface ActProps {
  kind?: string;
  shortcut?: string;
  words: string;
  isOff: boolean;
  onPress: () => void;
}

/** A button with its key. */
const Act = ({ kind = "second", shortcut, words, isOff, onPress }: ActProps): JSX.Element => (
  <button
    type="button"
    class={kind}
    aria-keyshortcuts={shortcut}
    disabled={isOff}
    onClick={() => onPress()}
  >
    {shortcut && <KeyHint of={shortcut} />}
    {` ${words}`}
  </button>
);
