// Takes a block back.

import type { Schemas } from "../../shared/api";
import { explain, say } from "../say";
import { t } from "../words";
import { change } from "../writes";
import { schedulePath } from "./schedule-path";
import type { ShownDay } from "./shown-day";

/** Take back the block of a bay, or without one that of the day. */
export async function unblock(day: ShownDay, bay?: string): Promise<void> {
  const date = day.sheet.value?.date;
  if (!date) return;
  try {
    const body = bay ? { date, bay } : { date };
    const { data } = await change<Schemas["BlockReport"]>(schedulePath("/unblock"), body);
    say(t(data.blocked ? "day.block.still_blocked" : "day.block.unblocked"));
  } catch (failure) {
    explain(failure);
  }
  await day.again();
}
