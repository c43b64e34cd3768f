// The bays of a day that nobody has taken: when, where, what fits, and who waits for such a one.

import type { JSX } from "preact";
import { clock } from "../../shared/time";
import { desk } from "../desk";
import { glanceSaid, glancesAt } from "../flags/flag-words";
import { Glances } from "../flags/glances";
import { canBeHad, type DaySheet, placesOf, serviceName } from "../sheet";
import { t } from "../words";
import { type FreeBay, type FreeStart, freeStarts, type Waiting } from "./free-starts";
import { useWaiting } from "./use-waiting";

/** What is booked: a free bay, for somebody who waits for it if one was chosen. */
export interface FreeChoice {
  startsAt: string;
  bay: string;
  serviceId?: string;
  waiting?: { personId: string; entryId: string };
}

type Book = (choice: FreeChoice) => void;

export interface FreeSlotsProps {
  sheet: DaySheet;
  onBook: Book;
}

export function FreeSlots({ sheet, onBook }: FreeSlotsProps): JSX.Element {
  const open = placesOf(sheet).filter(({ slot }) => canBeHad(slot));
  const lines = useWaiting(sheet, open);
  const starts = freeStarts(open, lines);
  return (
    <aside class="card stack free" aria-labelledby="free-title">
      <h2 id="free-title">
        {t("free.title")} <span class="badge">{open.length}</span>
      </h2>
      <ol class="chairs">
        {starts.length === 0 && (
          <li class="quiet">{t(sheet.closed_day ? "free.closed" : "free.none")}</li>
        )}
        {starts.map((start) => (
          <StartLine key={start.key} start={start} onBook={onBook} />
        ))}
      </ol>
    </aside>
  );
}

function StartLine({ start, onBook }: { start: FreeStart; onBook: Book }): JSX.Element {
  const time = clock(start.at, desk.location.zone);
  return (
    <li>
      <h3>
        <time>{time}</time>{" "}
        <span class="quiet small">{start.services.map(serviceName).join(", ")}</span>
      </h3>
      <div class="row">
        {start.bays.map((bay) => (
          <BayButton key={bay.slotId} bay={bay} time={time} onBook={onBook} />
        ))}
      </div>
      {start.waiting.length > 0 && (
        <div class="row waiting">
          <span class="quiet small">{t("free.waiting")}</span>
          {start.waiting.map((each) => (
            <WaitingButton key={each.entryId} waiting={each} time={time} onBook={onBook} />
          ))}
        </div>
      )}
    </li>
  );
}

interface BayButtonProps {
  bay: FreeBay;
  time: string;
  onBook: Book;
}

function BayButton({ bay, time, onBook }: BayButtonProps): JSX.Element {
  const words = bay.released ? "free.book_released" : "free.book";
  return (
    <button
      type="button"
      class={bay.released ? "chip is-released" : "chip"}
      aria-label={t(words, { bay: bay.name, time })}
      onClick={() => onBook({ startsAt: bay.startsAt, bay: bay.bay })}
    >
      <bdi>{bay.name}</bdi>
      {bay.released && <small> {t("free.released")}</small>}
    </button>
  );
}

interface WaitingButtonProps {
  waiting: Waiting;
  time: string;
  onBook: Book;
}

function WaitingButton({ waiting, time, onBook }: WaitingButtonProps): JSX.Element {
  const { startsAt, bay, serviceId, personId, entryId, firstName: name } = waiting;
  const service = serviceName(serviceId);
  const stated = glancesAt(waiting.flags).map(glanceSaid);
  return (
    <button
      type="button"
      class="chip"
      aria-label={[t("free.book_for", { time, name, service }), ...stated].join(", ")}
      onClick={() => onBook({ startsAt, bay, serviceId, waiting: { personId, entryId } })}
    >
      <bdi>{name}</bdi>
      <small> {service}</small> <Glances flags={waiting.flags} />
    </button>
  );
}
