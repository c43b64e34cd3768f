// What staff noted on an appointment, and where they add to it.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { dayAndClock } from "../../shared/time";
import { bySaid } from "../call-words";
import { draft, forgetDraft, keepDraft } from "../drafts";
import { Field } from "../ui/field";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";
import type { Appointment } from "./change-appointment";

const LONGEST_NOTE = 500;

export interface NotesPanelProps {
  appointment: Appointment;
  zone: string;
  /** True once it is added. */
  add(note: string): Promise<boolean>;
}

export function NotesPanel({ appointment, zone, add }: NotesPanelProps): JSX.Element {
  const id = useUniqueId();
  return (
    <section class="appointment-notes stack tight" aria-labelledby={id}>
      <h3 id={id}>{t("appointment.notes.title")}</h3>
      {appointment.notes.length > 0 && (
        <ul class="stack tight">
          {appointment.notes.map((note) => (
            <li key={`${note.at} ${note.by} ${note.text}`}>
              <p class="words" dir="auto">
                {note.text}
              </p>
              <p class="quiet small">{`${bySaid(note.by)} · ${dayAndClock(note.at, zone)}`}</p>
            </li>
          ))}
        </ul>
      )}
      <NoteForm
        draftName={`appointment-note-${appointment.appointment_id}`}
        longest={LONGEST_NOTE}
        add={add}
      />
    </section>
  );
}

export interface NoteFormProps {
  draftName: string;
  longest: number;
  /** The key that leads to it. */
  shortcut?: string;
  /** True once it is added. */
  add(note: string): Promise<boolean>;
}

/** What is typed stays until it is added, also when the dialog is closed in between. */
export function NoteForm({ draftName, longest, shortcut, add }: NoteFormProps): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState(() => draft(draftName) ?? "");
  const [wrong, setWrong] = useState<string | null>(null);
  const type = (text: string) => {
    setTyped(text);
    keepDraft(draftName, text);
  };

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const note = typed.trim();
    setWrong(note ? null : t("appointment.notes.missing"));
    if (!note) area.current?.focus();
    else if (await add(note)) {
      setTyped((now) => (now === typed ? "" : now));
      if (draft(draftName) === typed) forgetDraft(draftName);
    }
  }

  return (
    <form class="appointment-note" noValidate onSubmit={submit}>
      <Field
        label={t("appointment.notes.label")}
        hint={t("appointment.notes.hint")}
        wrong={wrong}
        control={(props) => (
          <textarea
            {...props}
            ref={area}
            rows={2}
            maxLength={longest}
            aria-keyshortcuts={shortcut}
            dir="auto"
            value={typed}
            onInput={({ currentTarget }) => type(currentTarget.value)}
          />
        )}
      />
      <button type="submit" class="second">
        {t("appointment.notes.add")}
      </button>
    </form>
  );
}
