// The history of one thing, newest first, as it is given.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { t } from "../words";
import { type Named, personOf, toldOf } from "./event-details";
import { EventLine, Looks } from "./event-line";

interface HistoryProps {
  events: Schemas["Event"][];
  /** Everybody whom it is about: of several, a line names the one of its occasion. */
  people: readonly Named[];
  /** Reads the older lines, where some were left out. */
  earlier: (() => Promise<void>) | null;
}

export function History({ events, people, earlier }: HistoryProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const [isReading, setReading] = useState(false);

  async function showEarlier(): Promise<void> {
    setReading(true);
    await earlier?.();
    setReading(false);
    list.current?.focus(); // the button may be gone
  }

  return (
    <>
      <ol class="timeline" ref={list} tabIndex={-1}>
        {toldOf(events)
          .reverse()
          .map((event) => (
            <EventLine key={event.event_id} line={event} of={personOf(event, people)} />
          ))}
      </ol>
      {earlier && (
        <button type="button" class="second start" disabled={isReading} onClick={showEarlier}>
          {t("card.earlier")}
        </button>
      )}
      <Looks lines={events} />
    </>
  );
}
