// Planning a series: wishes on one side, the dates that keep them on the other, at once.

import type { Schemas } from "../shared/api";
import type { PlannerGiven } from "./series/plan-series";
import { PlanSeries } from "./series/plan-series";
import { openDialog } from "./ui/dialog";
import { t } from "./words";

/**
 * Plan and book a series; a promise of the series as it was booked, or of null. What is known is
 * filled in. With `rest`, the rest of that series is moved instead.
 */
export async function openPlanner(given: PlannerGiven = {}): Promise<Schemas["SeriesView"] | null> {
  let series: Schemas["SeriesView"] | null = null;
  const keep = (booked: Schemas["SeriesView"]) => {
    series = booked; // however the dialog is put away then
  };
  await openDialog<never>({
    title: t(given.rest ? "series.move_title" : "series.plan_title"),
    wide: true,
    content: (dialog) => <PlanSeries given={given} keep={keep} close={() => dialog.close()} />,
  });
  return series;
}
