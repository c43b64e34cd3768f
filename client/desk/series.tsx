// The series that an appointment belongs to: all of its dates, and what can be done with the rest.

import { type OpenSeries, SeriesDates } from "./series/series-dates";
import { openDialog } from "./ui/dialog";
import { t } from "./words";

/** Show a series; a promise of whether anything was changed. */
export async function openSeries(series: OpenSeries): Promise<boolean> {
  let isChanged = false;
  const changed = () => {
    isChanged = true;
  };
  await openDialog<never>({
    title: t("series.title"),
    content: (dialog) => <SeriesDates {...series} changed={changed} close={() => dialog.close()} />,
  });
  return isChanged;
}
