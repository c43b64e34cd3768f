// What staff noted about a person, and where they add to it.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { bySaid } from "../call-words";
import { desk } from "../desk";
import { NoteForm } from "../note-form";
import { explain, say } from "../say";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";
import { once } from "../writes";

type Card = Schemas["PersonCard"];

const LONGEST_NOTE = 4000;

interface PersonNotesProps {
  card: Card;
  /** Called once a note was added. */
  added(note: Schemas["PersonNote"]): void;
}

export function PersonNotes({ card, added }: PersonNotesProps): JSX.Element {
  const id = useUniqueId();
  const personId = card.person.person_id;

  async function add(note: string): Promise<boolean> {
    try {
      const { data } = await once<Schemas["PersonNote"]>(`people/${personId}/notes`)({ note });
      say(t("find.noted"));
      added(data);
      return true;
    } catch (failure) {
      explain(failure);
      return false;
    }
  }

  return (
    <section class="card stack appointment-notes" aria-labelledby={id}>
      <h3 id={id}>{t("appointment.notes.title")}</h3>
      {card.notes.length > 0 && (
        <ul class="stack tight">
          {card.notes.map((note) => (
            <li key={note.note_id}>
              <p class="words" dir="auto">
                {note.note}
              </p>
              <p class="quiet small">{writtenSaid(note)}</p>
            </li>
          ))}
        </ul>
      )}
      {card.more_notes && <p class="quiet small">{t("find.more_notes")}</p>}
      <NoteForm
        draftName={`person-note-${personId}`}
        longest={LONGEST_NOTE}
        shortcut="e"
        add={add}
      />
    </section>
  );
}

function writtenSaid({ by, at, imported }: Schemas["PersonNote"]): string {
  const written = `${bySaid(by)} · ${dayAndClock(at, desk.location.zone)}`;
  return imported ? `${written} · ${t("find.imported")}` : written;
}
