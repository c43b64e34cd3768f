// A week at a glance: its days, the times of each that can be had, and the one that is chosen.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { addDays, clock, day, localDate } from "../../shared/time";
import { desk } from "../desk";
import type { Start } from "../sheet";
import { t } from "../words";
import { type DayTimes, timeByKey, WEEK_DAYS, weekBefore } from "./week-times";

export interface WeekChoiceProps {
  /** Its first date; empty until it is read. */
  first: string;
  days: readonly DayTimes<Start>[];
  chosen: string | null;
  onChoose: (startsAt: string) => void;
  onWeek: (first: string) => void;
}

export function WeekChoice(props: WeekChoiceProps): JSX.Element {
  const { first, days, chosen, onChoose, onWeek } = props;
  const place = useRef<HTMLOListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const all = days.flatMap((each) => each.starts.map(({ at }) => at));
  const here = [focused, chosen].find((each) => each && all.includes(each)) ?? all[0];

  function onKey(event: TargetedKeyboardEvent<HTMLOListElement>): void {
    const next = here && timeByKey(days, here, event.key, desk.location.zone);
    if (!next) return;
    event.preventDefault();
    place.current?.querySelector<HTMLElement>(`[data-time="${next}"]`)?.focus();
  }

  if (!first) return <p class="quiet">{t("frame.loading")}</p>;
  return (
    <div class="stack tight">
      <Turner first={first} onWeek={onWeek} />
      {all.length === 0 && <p role="status">{t("booking.week_empty")}</p>}
      <ol class="week-times" ref={place} onKeyDown={onKey}>
        {days.map((each) => (
          <li key={each.date}>
            <h4>{day(`${each.date}T12:00Z`, "UTC")}</h4>
            <div class="row">
              {each.starts.length === 0 && (
                <span class="quiet small">{t("booking.day_empty")}</span>
              )}
              {each.starts.map((start) => (
                <TimeButton
                  key={start.at}
                  start={start}
                  isChosen={start.at === chosen}
                  isStop={start.at === here}
                  onFocus={() => setFocused(start.at)}
                  onChoose={() => onChoose(start.at)}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Turner({ first, onWeek }: Pick<WeekChoiceProps, "first" | "onWeek">): JSX.Element {
  const today = localDate(Date.now(), desk.location.zone);
  const [from, to] = [first, addDays(first, WEEK_DAYS - 1)].map((date) =>
    day(`${date}T12:00Z`, "UTC"),
  );
  return (
    <div class="row turner">
      <button
        type="button"
        class="second slim"
        aria-label={t("booking.week_before")}
        disabled={first <= today}
        onClick={() => onWeek(weekBefore(first, today))}
      >
        ‹
      </button>
      <span aria-live="polite">{t("booking.week", { from: from ?? "", to: to ?? "" })}</span>
      <button
        type="button"
        class="second slim"
        aria-label={t("booking.week_after")}
        onClick={() => onWeek(addDays(first, WEEK_DAYS))}
      >
        ›
      </button>
    </div>
  );
}

interface TimeButtonProps {
  start: Start;
  isChosen: boolean;
  /** The one time that Tab leads to; arrows lead on. */
  isStop: boolean;
  onFocus: () => void;
  onChoose: () => void;
}

function TimeButton({ start, isChosen, isStop, onFocus, onChoose }: TimeButtonProps): JSX.Element {
  const { zone } = desk.location;
  const time = clock(start.at, zone);
  const left = start.released
    ? t("booking.desk_only")
    : t("booking.free", { count: start.bays.length });
  return (
    <button
      type="button"
      class={start.released ? "chip is-released" : "chip"}
      data-time={start.at}
      aria-label={`${day(start.at, zone)}, ${time}, ${left}`}
      aria-pressed={isChosen}
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocus}
      onClick={onChoose}
    >
      {time}
    </button>
  );
}
