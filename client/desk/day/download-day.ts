// The day's roster as a file for spreadsheets.

import { getFile } from "../api";
import { desk } from "../desk";
import { explain } from "../say";
import type { ShownDay } from "./shown-day";

const FOR_A_WHILE = 60000; // milliseconds: browsers fetch what is saved in their own time

/** Save the roster of the day that is shown, as the server gives it. */
export async function downloadDay(day: ShownDay): Promise<void> {
  const { location_id: location } = desk.location;
  const date = day.date.value;
  try {
    const file = await getFile(`locations/${location}/roster.csv?date=${date}`, "text/csv");
    save(file, `${location}-${date}.csv`);
  } catch (failure) {
    explain(failure);
  }
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), FOR_A_WHILE);
}
