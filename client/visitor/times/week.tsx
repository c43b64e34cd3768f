// A week at a glance: the days of a location, the times of each that are free, and a choice.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { PhoneLink } from "../../shared/contact-links";
import { clock, zoneName } from "../../shared/time";
import { READER, t } from "../page";
import { Around, Press } from "../parts";
import type { Place } from "../places";
import { cityOf, noonOf, ownTime, saidDates, saidDay } from "../said-times";
import type { Day, FreeTimes, Week } from "./free-times";

export interface TimesProps {
  times: FreeTimes;
  place: Place;
  /** What is to be said about the times, once they are there. */
  said: string;
  choose(start: string): unknown;
}

export function Times(props: TimesProps): JSX.Element {
  const { times } = props;
  return (
    <div class="times" aria-busy={times.busy.value ? "true" : undefined}>
      <Inside {...props} />
    </div>
  );
}

function Inside(props: TimesProps): JSX.Element {
  const shown = props.times.shown.value;
  if (shown.state === "week") return <ShownWeek {...props} week={shown.week} />;
  if (shown.state === "loading")
    return (
      <p class="hint" role="status">
        {t("times.loading")}
      </p>
    );
  return (
    <>
      <p class="told" role="alert">
        {t("times.failed")}
      </p>
      <Press class="second" onPress={() => props.times.begin()}>
        {t("times.again")}
      </Press>
    </>
  );
}

interface WeekProps extends TimesProps {
  week: Week;
}

function ShownWeek(props: WeekProps): JSX.Element {
  const { week, times, place } = props;
  const title = useRef<HTMLHeadingElement>(null);
  const turned = useRef(false);
  useLayoutEffect(() => {
    if (turned.current) title.current?.focus();
    turned.current = false;
  }, [week]);
  const turn = (work: Promise<void>): void => {
    turned.current = true;
    void work;
  };
  const free = week.days.some(({ starts }) => starts.length);
  return (
    <>
      <p class="hint">{zoneLine(week.days, place)}</p>
      <p class="told" role="status">
        {props.said}
      </p>
      <div class="turner">
        <Turn to="earlier" able={week.earlier} turn={() => turn(times.earlier())} />
        <h3 tabIndex={-1} ref={title}>
          {saidDates(week.days[0]?.date ?? "", week.days.at(-1)?.date ?? "", READER.locale)}
        </h3>
        <Turn to="later" able={week.later} turn={() => turn(times.later())} />
      </div>
      {free ? (
        <ol class="week">
          {week.days.map((day) => (
            <ShownDay key={day.date} {...props} day={day} />
          ))}
        </ol>
      ) : (
        <NothingFree {...props} leap={() => turn(times.nextFree())} />
      )}
    </>
  );
}

/** Whose clock the times go by. */
function zoneLine(days: Day[], { name: place, zone }: Place): string {
  const starts = days.flatMap((day) => day.starts);
  const at = starts.length ? starts : [noonOf(days[0]?.date ?? "")];
  const said = (where: string): string =>
    [...new Set(at.map((start) => zoneName(start, where, READER.locale)))].join("/");
  if (!starts.some((start) => ownTime(start, zone, READER)))
    return t("times.zone", { place, zone: said(zone) });
  const own = `${cityOf(READER.zone)}, ${said(READER.zone)}`;
  return t("times.zone_own", { place, zone: said(zone), own });
}

function Turn(props: { to: "earlier" | "later"; able: boolean; turn(): void }): JSX.Element {
  const sign = <span aria-hidden="true">{props.to === "earlier" ? "‹" : "›"}</span>;
  return (
    <button type="button" class="second turn" disabled={!props.able} onClick={props.turn}>
      {props.to === "earlier" && sign}
      <span>{t(props.to === "earlier" ? "times.earlier" : "times.later")}</span>
      {props.to === "later" && sign}
    </button>
  );
}

interface DayProps extends TimesProps {
  day: Day;
}

function ShownDay(props: DayProps): JSX.Element {
  const { date, starts } = props.day;
  const said = (options: Intl.DateTimeFormatOptions): string =>
    saidDay(noonOf(date), "UTC", READER.locale, options);
  return (
    <li class={starts.length ? "day" : "day empty"}>
      <h4>
        {said({ weekday: "long" })} <span>{said({ month: "short", day: "numeric" })}</span>
      </h4>
      {starts.length ? (
        <ul class="starts">
          {starts.map((start) => (
            <li key={start}>
              <Start {...props} start={start} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("times.nothing")}</p>
      )}
    </li>
  );
}

function Start({ times, place, choose, start }: TimesProps & { start: string }): JSX.Element {
  const own = ownTime(start, place.zone, READER);
  const gone = times.gone.has(start);
  const mine = !gone && times.mine.has(start);
  const state = gone ? t("times.taken") : mine && t("times.kept");
  const time = clock(start, place.zone, READER.locale);
  const said = [saidDay(start, place.zone, READER.locale), time];
  if (own) said.push(t("times.own", { time: own }));
  if (state) said.push(state);
  return (
    <button
      type="button"
      class={mine ? "start mine" : "start"}
      disabled={gone}
      aria-label={said.join(", ")}
      onClick={() => choose(start)}
    >
      <b>{time}</b>
      {own && " "}
      {own && (
        <small>
          <Around text="times.own" hole="time">
            <span class="clock">{own}</span>
          </Around>
        </small>
      )}
      {state && " "}
      {state && <small>{state}</small>}
    </button>
  );
}

function NothingFree({ week, place, leap }: WeekProps & { leap(): void }): JSX.Element {
  if (week.isLast)
    return (
      <p>
        <Around text="times.none_at_all" hole="phone">
          <PhoneLink phone={place.phone} class="phone" />
        </Around>
      </p>
    );
  return (
    <div class="none">
      <p>{t("times.none")}</p>
      <button type="button" class="second" onClick={leap}>
        {t("times.next_free")}
      </button>
    </div>
  );
}
