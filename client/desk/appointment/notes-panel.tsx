// What staff noted on an appointment, and where they add to it.

import type { JSX } from "preact";
import { dayAndClock } from "../../shared/time";
import { bySaid } from "../call-words";
import { NoteForm } from "../note-form";
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
