// The day's roster as a file for spreadsheets.

import { getFile } from "../api";
import { desk } from "../desk";
import { saveFile } from "../save-file";
import { explain } from "../say";
import type { ShownDay } from "./shown-day";

/** Save the roster of the day that is shown, as the server gives it. */
export async function downloadDay(day: ShownDay): Promise<void> {
  const { location_id: location } = desk.location;
  const date = day.date.value;
  try {
    const file = await getFile(`locations/${location}/roster.csv?date=${date}`, "text/csv");
    saveFile(file, `${location}-${date}.csv`);
  } catch (failure) {
    explain(failure);
  }
}
