// Where staff add a note: to an appointment, or about a person.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { draft, forgetDraft, keepDraft } from "./drafts";
import { Field } from "./ui/field";
import { t } from "./words";

interface NoteFormProps {
  draftName: string;
  longest: number;
  /** The key that leads to it. */
  shortcut?: string;
  /** True once it is added. */
  add(note: string): Promise<boolean>;
}

/** What is typed stays until it is added, also when what it stands in is closed in between. */
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
