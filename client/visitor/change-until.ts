// Until when an appointment can be changed online: said in one way wherever it is, and never once it is past.

import { useLayoutEffect, useState } from "preact/hooks";
import { clock, localDate, zoneName } from "../shared/time";
import type { Appointment } from "./appointment";
import { READER, t } from "./page";
import type { Place } from "./places";
import { saidWhen } from "./said-times";

type Standing = Pick<Appointment, "change_until">;

const LONGEST = 2 ** 31 - 1; // a timer knows no more

/** Until when it can be changed online, as a sentence; nothing where that is past. */
export function changeLine(
  { change_until: until }: Standing,
  { zone }: Pick<Place, "zone">,
  now: number = Date.now(),
): string {
  if (Date.parse(until) < now) return "";
  const { locale } = READER;
  if (localDate(until, zone) !== localDate(now, zone))
    return t("visit.change_until", { when: saidWhen(until, zone, locale) });
  const time = `${clock(until, zone, locale)} ${zoneName(until, zone, locale)}`;
  return t("visit.change_until_today", { time });
}

/** True while it can be changed online; what shows it is drawn anew once that is over. */
export function useChangeable({ change_until: until }: Standing): boolean {
  const [, look] = useState(0);
  const left = Date.parse(until) - Date.now();
  useLayoutEffect(() => {
    if (left < 0) return undefined;
    const timer = setTimeout(() => look((times) => times + 1), Math.min(left + 1, LONGEST));
    return () => clearTimeout(timer);
  }, [until, left < 0]);
  return left >= 0;
}
