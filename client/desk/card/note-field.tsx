// Where the note is typed.

import type { JSX, RefObject, TargetedKeyboardEvent } from "preact";
import { Field } from "../ui/field";
import { t } from "../words";
import type { Note } from "./note";

const LONGEST_NOTE = 4000;

interface NoteFieldProps {
  note: Note;
  area: RefObject<HTMLTextAreaElement | null>;
  /** It is being sent as it stands. */
  isOnItsWay: boolean;
  /** Away from it, to the outcomes. */
  onLeave: () => void;
}

export function NoteField({ note, area, isOnItsWay, onLeave }: NoteFieldProps): JSX.Element {
  const leave = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    const isSent = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (event.key !== "Escape" && !isSent) return;
    event.preventDefault();
    onLeave();
  };
  return (
    <Field
      label={t("outcome.note")}
      hint={t("outcome.note_hint")}
      control={(props) => (
        <textarea
          {...props}
          ref={area}
          rows={3}
          maxLength={LONGEST_NOTE}
          dir="auto"
          aria-keyshortcuts="m"
          readOnly={isOnItsWay}
          value={note.text}
          onInput={(event) => note.type(event.currentTarget.value)}
          onKeyDown={leave}
        />
      )}
    />
  );
}
