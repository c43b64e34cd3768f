// What time it is where the caller may be, and when they wish to be called. Pure.

import type { Schemas } from "../../shared/api";
import { clock, localMinute, zoneName } from "../../shared/time";
import { t } from "../words";

const EARLIEST = 8 * 60; // the law's hours for calls, where the called person is
const LATEST = 21 * 60;

export interface There {
  words: string;
  /** Why it is no hour to call, or nothing. */
  wrong: string;
}

type Caller = Pick<Schemas["CallbackCard"], "caller_zones" | "urgency">;

/** What the clock shows where the caller may be; `here` stands in for a place that is not known. */
export function timeThere({ caller_zones: zones, urgency }: Caller, here: string, now: number) {
  const known = zones.length ? zones : [here];
  const times = new Set(known.map((zone) => `${clock(now, zone)} ${zoneName(now, zone)}`));
  const minutes = known.map((zone) => localMinute(now, zone));
  const isLegal = minutes.every((minute) => minute >= EARLIEST && minute < LATEST);
  const time = [...times].join(t("card.time_or"));
  const there: There = {
    words: zones.length ? t("card.time_there", { time }) : t("card.time_unknown", { time }),
    wrong: isLegal || urgency === "crisis" ? "" : t("card.not_legal"),
  };
  return there;
}

/** "Prefers a call Mon, Tue, 3:00 pm to 5:00 pm (EST)" */
export function wishSaid(
  { start, end, zone, weekdays }: Schemas["CallWindow"],
  now: number,
): string {
  const days = weekdays.map((name) => name.charAt(0).toUpperCase() + name.slice(1, 3));
  const when = days.length && days.length < 7 ? `${days.join(", ")}, ` : "";
  const hours = { start: hourSaid(start), end: hourSaid(end) };
  return t("card.wish", { days: when, ...hours, zone: zoneName(now, zone) });
}

type Wishing = Pick<Schemas["Occasion"], "window">;

/** The hours that somebody wished for, on each occasion of theirs, each once. */
export const wishesSaid = (occasions: readonly Wishing[], now: number): string[] => [
  ...new Set(occasions.flatMap(({ window }) => (window ? [wishSaid(window, now)] : []))),
];

const hourSaid = (time: string): string =>
  time === "24:00" ? t("card.midnight") : clock(`2000-01-01T${time.slice(0, 5)}:00Z`, "UTC");
