// What the planner answers, as the form shows it: dates, or why there are none. Pure.

import type { Schemas } from "../../shared/api";
import { clock, day } from "../../shared/time";
import type { Problem } from "../api";
import { t, tn } from "../words";
import { weekdayShort } from "./wish";

/** A date of the plan; of a series that is moved, where it stood before and whether it moves. */
export interface PlannedDate {
  starts_at: string;
  before?: string;
  moves?: boolean;
}

type OfferLimit =
  | "time_of_day"
  | "weekdays"
  | "most_days_between"
  | "within_days"
  | "earliest_day"
  | "least_days_between"
  | "count";

/** The nearest that can be had if one limit gives way. */
export interface Offer {
  limit: OfferLimit;
  wish: Schemas["SeriesWish"];
  plan: { starts: string[] };
}

export interface Impossible {
  detail: string;
  mostPossible: number;
  offer: Offer | null;
}

export type Answer = Schemas["PlannedSeries"] | Schemas["PlannedRest"];

export const datesOf = (answer: Answer): readonly PlannedDate[] =>
  "starts" in answer ? answer.starts : answer.appointments;

/** What stood in the way; `problem` is of the kind "series-impossible". */
export function impossibleOf(problem: Problem): Impossible {
  const { most_possible: most, nearest_plan: offer } = problem.body;
  return {
    detail: problem.message,
    mostPossible: Number(most ?? 0),
    offer: (offer as Offer | undefined) ?? null,
  };
}

/** "2:30 pm" of a wall clock's "14:30:00". */
const timeSaid = (time: string): string => clock(`2000-01-01T${time.slice(0, 5)}:00Z`, "UTC");

/** Which limit gives way in an offer, and how far. */
export function offerSaid({ limit, wish, plan }: Offer, zone: string): string {
  switch (limit) {
    case "time_of_day": {
      const [from, to] = [timeSaid(wish.earliest_time), timeSaid(wish.latest_time)];
      return t("series.offer.time_of_day", { from, to });
    }
    case "weekdays":
      return t("series.offer.weekdays", { days: wish.weekdays.map(weekdayShort).join(", ") });
    case "earliest_day":
      return t("series.offer.earliest_day", { day: day(plan.starts[0] ?? "", zone) });
    case "count":
      return t("series.offer.count", { count: wish.count });
    default:
      return tn(`series.offer.${limit}`, wish[limit]);
  }
}
