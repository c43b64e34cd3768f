// Until when a call may be snoozed. Pure.

import { addDays, dateSaid, localDate, localMinute } from "../../shared/time";
import { instantOf } from "../../shared/wall-time";
import { t } from "../words";

const MINUTE = 60000; // milliseconds
const HOUR = 60 * MINUTE;
const AFTERNOON = "14:00";
export const MORNING = "09:00";
const AFTERNOON_OFFERED_UNTIL = 13 * 60; // minutes of the day

/** Gives what is offered as [words, instant], in the order of time. */
export function snoozeChoices(now: number, zone: string): [string, string][] {
  const today = localDate(now, zone);
  const given: [string, string | null][] = [
    [t("outcome.snooze.hour"), new Date(now + HOUR).toISOString()],
  ];
  if (localMinute(now, zone) < AFTERNOON_OFFERED_UNTIL)
    given.push([t("outcome.snooze.afternoon"), instantOf(today, AFTERNOON, zone)]);
  given.push([t("outcome.snooze.tomorrow"), instantOf(addDays(today, 1), MORNING, zone)]);
  given.push([t("outcome.snooze.week"), instantOf(addDays(today, 7), MORNING, zone)]);
  return given.flatMap(([words, until]) => (until ? [[words, until]] : []));
}

const MINUTES = [5, 10, 15, 30];

/** The same for a caller in crisis. */
export const minuteChoices = (now: number, _zone: string): [string, string][] =>
  MINUTES.map((minutes) => [
    t("crisis.in_minutes", { minutes }),
    new Date(now + minutes * MINUTE).toISOString(),
  ]);

/** A time that was typed: the instant that it means, or what to change. */
export interface TypedTime {
  until: string | null;
  wrongDate: string | null;
  wrongTime: string | null;
}

/** Reads a date and a time of the location's clock. */
export function typedTime(date: string, time: string, zone: string, now: number): TypedTime {
  const until = date && time ? instantOf(date, time, zone) : null;
  const wrongDate = date ? null : t("outcome.snooze.no_date");
  const wrongTime = whyNot(date, time, until, now);
  return { until: wrongTime ? null : until, wrongDate, wrongTime };
}

function whyNot(date: string, time: string, until: string | null, now: number): string | null {
  if (!time) return t("outcome.snooze.no_time");
  if (!date) return null;
  if (!until) return t("outcome.snooze.left_out", { date: dateSaid(date) });
  return Date.parse(until) > now ? null : t("outcome.snooze.over");
}
