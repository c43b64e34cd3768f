// How the call went, with a note; and what else can be done with the callback in hand.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { DISPOSITIONS, OUTCOMES } from "../call-words";
import { t } from "../words";
import { CopyButton } from "./copy-button";
import type { HeldCall } from "./held-call";
import type { Note } from "./note";
import { NoteField } from "./note-field";
import type { OutcomeActions } from "./outcome-actions";

interface OutcomePanelProps {
  hand: HeldCall;
  note: Note;
  acts: OutcomeActions;
  onBook: () => void;
}

export function OutcomePanel({ hand, note, acts, onBook }: OutcomePanelProps): JSX.Element {
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
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset lays out no grid in every browser */}
      <div
        class="results"
        role="group"
        aria-label={t("outcome.results")}
        tabIndex={-1}
        ref={results}
      >
        {DISPOSITIONS.map((disposition, at) => (
          <Act
            key={disposition}
            kind="second outcome"
            shortcut={String(at + 1)}
            words={OUTCOMES[disposition]}
            isOff={isOff}
            onPress={() => acts.record(disposition)}
          />
        ))}
      </div>
      <div class="row">
        <Act kind="first" shortcut="b" words={t("outcome.book")} isOff={isOff} onPress={onBook} />
        <Act shortcut="s" words={t("outcome.snooze.title")} isOff={isOff} onPress={acts.snooze} />
        <Act shortcut="r" words={t("outcome.release")} isOff={isOff} onPress={acts.release} />
        <Act words={t("outcome.keep_note")} isOff={isOff} onPress={keep} />
        <Act words={t("outcome.close")} isOff={isOff} onPress={acts.close} />
      </div>
    </section>
  );
}

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
    {shortcut && <Key name={shortcut} />}
    {` ${words}`}
  </button>
);

// biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus
const Key = ({ name }: { name: string }): JSX.Element => <kbd aria-hidden="true">{name}</kbd>;
