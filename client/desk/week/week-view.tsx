// The week at a glance: who comes on each of its days, what is still free; a press leads to the day.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { addDays, dateSaid } from "../../shared/time";
import { lossSaid } from "../loss";
import { DateSwitch } from "../ui/date-switch";
import { mount } from "../ui/mount";
import type { View } from "../view";
import { t } from "../words";
import { DayColumn } from "./day-column";
import { ShownWeek } from "./shown-week";
import { firstOfWeek } from "./week-days";

const DAYS = 7;

export const weekView: View = {
  id: "week",
  title: t("week.title"),
  key: "w",
  open: (main, [given]) => mount(main, <WeekScreen given={given} />),
};

function WeekScreen({ given }: { given: string | undefined }): JSX.Element {
  const [week] = useState(() => new ShownWeek(given));
  useLayoutEffect(() => week.follow(), []);
  const today = week.today();
  const sheets = week.sheets.value;
  return (
    <div class="stack">
      <div class="toolbar">
        <h1 tabIndex={-1}>{t("week.of", { date: dateSaid(firstOfWeek(week.date.value)) })}</h1>
        <WhichWeek week={week} />
      </div>
      <Lost week={week} />
      <ol class="seven-days">
        {week.dates.value.map((date) => (
          <DayColumn
            key={date}
            date={date}
            sheet={sheets.get(date)}
            zone={week.zone}
            isToday={date === today}
          />
        ))}
      </ol>
    </div>
  );
}

function WhichWeek({ week }: { week: ShownWeek }): JSX.Element {
  return (
    <DateSwitch
      words={{
        which: t("week.which"),
        before: t("week.before"),
        today: t("week.this"),
        after: t("week.after"),
      }}
      date={week.date.value}
      today={week.today()}
      step={(steps) => addDays(week.date.value, steps * DAYS)}
      turnTo={(date) => week.turnTo(date)}
    />
  );
}

function Lost({ week }: { week: ShownWeek }): JSX.Element {
  const loss = week.loss.value;
  return (
    <div role="status" class="lost-place">
      {loss && (
        <p class="notice">
          <strong>{lossSaid(loss, week.zone)}</strong>
          {loss.asOf === null && ` ${t("lost.not_kept")}`}
        </p>
      )}
    </div>
  );
}
