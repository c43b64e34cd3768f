// A slot that cannot be booked now: what stands there, and what can be done about it.

import { dayAndClock } from "../../shared/time";
import { bySaid } from "../call-words";
import { described, type Place } from "../sheet";
import { openDialog } from "../ui/dialog";
import { t } from "../words";
import type { ShownDay } from "./shown-day";
import { unblock } from "./unblock";

export function explainPlace(day: ShownDay, { slot, bay }: Place): void {
  const isDay = Boolean(day.sheet.value?.block);
  openDialog<never>({
    title: bay.name,
    content: (dialog) => (
      <>
        <p>{described({ slot, bay }, day.zone)}.</p>
        {slot.status === "held" && slot.hold_until && (
          <p>{t("day.place.held_until", { when: dayAndClock(slot.hold_until, day.zone) })}</p>
        )}
        {slot.status === "blocked" && slot.blocked_by && (
          <p>{t("day.place.blocked_by", { who: bySaid(slot.blocked_by) })}</p>
        )}
        {slot.status === "blocked" && (
          <div class="buttons">
            <button
              type="button"
              class="first"
              onClick={() => {
                dialog.close();
                unblock(day, isDay ? undefined : bay.bay);
              }}
            >
              {t(isDay ? "day.place.unblock_day" : "day.place.unblock_bay")}
            </button>
          </div>
        )}
      </>
    ),
  });
}
