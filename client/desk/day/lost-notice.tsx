// What stands above a day that cannot be read now: since when it is as it is shown, and what is left.

import type { JSX } from "preact";
import { dateSaid } from "../../shared/time";
import { keptDay } from "../kept-days";
import { lossSaid } from "../loss";
import { openDialog } from "../ui/dialog";
import { t } from "../words";
import { DayTable } from "./day-table";
import { printDay } from "./print-day";
import type { ShownDay } from "./shown-day";

export function LostNotice({ day }: { day: ShownDay }): JSX.Element {
  const loss = day.loss.value;
  return (
    <div role="status" class="lost-place">
      {loss && (
        <div class="notice" id="lost-day">
          <p>
            <strong>{lossSaid(loss, day.zone)}</strong>{" "}
            {t(loss.asOf === null ? "lost.not_kept" : "lost.locks")}
          </p>
          {loss.asOf !== null && (
            <>
              <button type="button" class="second" onClick={() => openNames(day)}>
                {t("day.list.show")}
              </button>
              <button type="button" class="second" onClick={() => printDay(day)}>
                {t("day.print.button")}
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

/** Who comes and how to reach them, as far as it is kept. */
function openNames(day: ShownDay): void {
  const sheet = day.sheet.value;
  if (!sheet || day.isComing.value) return;
  const contacts = keptDay(sheet.location_id, sheet.date)?.contacts ?? [];
  openDialog<never>({
    title: dateSaid(sheet.date),
    wide: true,
    content: () => <DayTable sheet={sheet} contacts={contacts} zone={day.zone} />,
  });
}
