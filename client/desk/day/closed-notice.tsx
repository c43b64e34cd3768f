// Why the clinic is closed on a day, and the way to the next one on which it is open.

import type { JSX } from "preact";
import { dateSaid, weekdaySaid } from "../../shared/time";
import type { DaySheet } from "../sheet";
import { t } from "../words";

export interface ClosedNoticeProps {
  sheet: Pick<DaySheet, "date" | "closed_day">;
  turnTo(date: string): void;
}

export function ClosedNotice({ sheet, turnTo }: ClosedNoticeProps): JSX.Element | null {
  const { date, closed_day: closed } = sheet;
  if (!closed) return null;
  const { reason, next_open: next } = closed;
  return (
    <div class="notice row" id="closed-day">
      <p>
        <strong>
          {reason
            ? t("day.closed.reason", { reason })
            : t("day.closed.weekday", { weekday: weekdaySaid(date) })}
        </strong>
      </p>
      {next && (
        <button type="button" class="link" onClick={() => turnTo(next)}>
          {t("day.closed.next", { date: dateSaid(next) })}
        </button>
      )}
    </div>
  );
}
