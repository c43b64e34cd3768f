// Why there is nothing in a report, or in one of its charts. Pure.

import { dateSaid } from "../../shared/time";
import { t } from "../words";
import type { Together } from "./all-together";
import type { Asked } from "./read-report";
import { came } from "./sum-up";

export type ChartName = "promises" | "wait" | "chairs" | "appointments";

/** The charts that have nothing to show. */
export function emptyOf({ promises, chairs }: Together): Record<ChartName, boolean> {
  return {
    promises: promises.every((day) => !day.promised),
    wait: promises.every((day) => day.median_wait_minutes === undefined),
    chairs: (chairs ?? []).every((day) => !day.minutes_bookable),
    appointments: (chairs ?? []).every(
      (day) => !came(day) && !day.appointments.booked && !day.appointments.noshow,
    ),
  };
}

/** Why the whole report is empty; null where something is in it. `today` is the location's. */
export function whyAllEmpty(asked: Asked, together: Together, today: string): string | null {
  const empty = emptyOf(together);
  const isEmpty = empty.promises && empty.chairs && empty.appointments;
  if (!isEmpty) return null;
  if (beforeOpening(asked)) return beforeOpening(asked);
  if (asked.source) return whyEmpty("promises", asked, today);
  return t(asked.from > today ? "reports.empty.ahead" : "reports.empty.nothing");
}

/** Why one of its charts is empty. */
export function whyEmpty(chart: ChartName, asked: Asked, today: string): string {
  const opening = beforeOpening(asked);
  if (opening) return opening;
  if (chart !== "promises") return t(`reports.empty.${chart}`);
  if (asked.from > today) return t("reports.empty.promises_ahead");
  return t(asked.source ? "reports.empty.source" : "reports.empty.promises");
}

/** That the location opened after these days, if it is known that it did. */
function beforeOpening({ locations, to }: Asked): string | null {
  const [only, ...others] = locations;
  if (!only?.opened_on || others.length || to >= only.opened_on) return null;
  const date = `${dateSaid(only.opened_on)}, ${only.opened_on.slice(0, 4)}`;
  return t("reports.empty.opened", { location: only.name, date });
}
