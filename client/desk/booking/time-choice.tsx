// The times of a day that a service can have, and the next days that have some.

import type { JSX } from "preact";
import { clock, dateSaid, day } from "../../shared/time";
import { desk } from "../desk";
import type { Start } from "../sheet";
import { t } from "../words";

export interface TimeChoiceProps {
  starts: readonly Start[];
  chosen: string | undefined;
  date: string;
  onChoose: (startsAt: string) => void;
}

export function TimeChoice({ starts, chosen, date, onChoose }: TimeChoiceProps): JSX.Element {
  const { zone } = desk.location;
  return (
    <div class="times" role="radiogroup" aria-label={t("booking.time")}>
      {starts.length === 0 && date && (
        <p class="quiet">{t("booking.none_free", { date: dateSaid(date) })}</p>
      )}
      {starts.map((start) => (
        <label key={start.at}>
          <input
            type="radio"
            name="time"
            value={start.at}
            checked={start.at === chosen}
            onChange={() => onChoose(start.at)}
          />
          <span>
            <time>{clock(start.at, zone)}</time>
            <small>
              {start.released
                ? t("booking.desk_only")
                : t("booking.free", { count: start.bays.length })}
            </small>
          </span>
        </label>
      ))}
    </div>
  );
}

export interface QuickDaysProps {
  days: readonly string[];
  chosen: string;
  onChoose: (date: string) => void;
}

/** The next days on which there is something to be had, each one press away. */
export function QuickDays({ days, chosen, onChoose }: QuickDaysProps): JSX.Element {
  return (
    <div class="row quickdays">
      {days.map((each) => (
        <button
          key={each}
          type="button"
          class="chip"
          aria-pressed={each === chosen}
          onClick={() => onChoose(each)}
        >
          {day(`${each}T12:00Z`, "UTC")}
        </button>
      ))}
    </div>
  );
}
