// A week of times that can be had, and where a key leads from one of them. Pure.

import { addDays, localMinute } from "../../shared/time";

export const WEEK_DAYS = 7;

/** A day of the week that is shown, with its starts in order of time. */
export interface DayTimes<Start extends { at: string } = { at: string }> {
  date: string;
  starts: readonly Start[];
}

/** The dates of the week that begins with `first`. */
export const datesFrom = (first: string): string[] =>
  Array.from({ length: WEEK_DAYS }, (_, ahead) => addDays(first, ahead));

/** The first date of the week before `first`: no earlier than today. */
export const weekBefore = (first: string, today: string): string =>
  [addDays(first, -WEEK_DAYS), today].sort()[1] ?? today;

/** Where a key leads from the start `here`; null for a key that leads nowhere. */
export function timeByKey(
  days: readonly DayTimes[],
  here: string,
  key: string,
  zone: string,
): string | null {
  const all = days.flatMap((each) => each.starts.map(({ at }) => at));
  const index = all.indexOf(here);
  if (key === "ArrowRight") return all[index + 1] ?? null;
  if (key === "ArrowLeft") return all[index - 1] ?? null;
  if (key === "Home") return all[0] ?? null;
  if (key === "End") return all.at(-1) ?? null;
  if (key === "ArrowDown") return onAnotherDay(days, here, 1, zone);
  if (key === "ArrowUp") return onAnotherDay(days, here, -1, zone);
  return null;
}

/** The nearest time of day on the next day, or the one before, that has any. */
function onAnotherDay(
  days: readonly DayTimes[],
  here: string,
  step: 1 | -1,
  zone: string,
): string | null {
  const withSome = days.filter((each) => each.starts.length > 0);
  const index = withSome.findIndex((each) => each.starts.some(({ at }) => at === here));
  const starts = withSome[index + step]?.starts ?? [];
  const wanted = localMinute(here, zone);
  const distance = ({ at }: { at: string }) => Math.abs(localMinute(at, zone) - wanted);
  return [...starts].sort((one, other) => distance(one) - distance(other))[0]?.at ?? null;
}
