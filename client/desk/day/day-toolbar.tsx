// Above the day: which one it is, the way to others, and what can be done with the schedule.

import type { JSX } from "preact";
import { addDays, dateSaid } from "../../shared/time";
import { isManager } from "../session";
import { DateSwitch } from "../ui/date-switch";
import { Icon } from "../ui/icon";
import { Press } from "../ui/press";
import { t } from "../words";
import { openAddSlot } from "./add-slot";
import { openBlock } from "./block-time";
import { bookFromDay, planSeries } from "./book-from-day";
import { openOnDay } from "./choose-place";
import { openCloseDay } from "./close-day";
import { countStates, countWords } from "./count-states";
import type { DayBoard } from "./day-board";
import { downloadDay } from "./download-day";
import { printDay } from "./print-day";
import { openRemoveSlots } from "./remove-slots";
import type { ShownDay } from "./shown-day";
import { bookWalkIn } from "./walk-in";

interface BoardProps {
  board: DayBoard;
}

export function DayToolbar({ board }: BoardProps): JSX.Element {
  return (
    <div class="toolbar">
      <div class="heading">
        <DayTitle day={board.day} />
        <Counts day={board.day} />
      </div>
      <WhichDay board={board} />
      <ScheduleActions board={board} />
    </div>
  );
}

function DayTitle({ day }: { day: ShownDay }): JSX.Element {
  const date = day.date.value;
  return (
    <h1 tabIndex={-1}>
      {dateSaid(date)}
      {date === day.today() && <small> {t("day.today")}</small>}
    </h1>
  );
}

function Counts({ day }: { day: ShownDay }): JSX.Element {
  const counts = day.sheet.value ? countStates(day.sheet.value) : [];
  return (
    <p class="row quiet small" id="day-counts">
      {counts.map(([state, count]) => (
        <span key={state}>
          <Icon name={state} /> {countWords(state, count)}
        </span>
      ))}
    </p>
  );
}

function WhichDay({ board }: BoardProps): JSX.Element {
  const { day } = board;
  return (
    <DateSwitch
      words={{
        which: t("day.toolbar.which"),
        before: t("day.toolbar.before"),
        today: t("day.toolbar.today"),
        after: t("day.toolbar.after"),
      }}
      date={day.date.value}
      today={day.today()}
      step={(steps) => addDays(day.date.value, steps)}
      turnTo={(date) => board.turnTo(date)}
    />
  );
}

function ScheduleActions({ board }: BoardProps): JSX.Element {
  const { day } = board;
  return (
    <div class="row">
      <Press
        kind="first"
        shortcut="b"
        isKeyShown
        act={() => bookFromDay(board, { date: day.date.value })}
      >
        {t("day.toolbar.book")}
      </Press>
      {day.date.value === day.today() && (
        <Press shortcut="k" isKeyShown act={() => bookWalkIn(board)}>
          {t("day.toolbar.walk_in")}
        </Press>
      )}
      <Press shortcut="s" isKeyShown act={() => planSeries(board)}>
        {t("day.toolbar.series")}
      </Press>
      <Press shortcut="x" isKeyShown act={() => openBlock(day, (id) => openOnDay(board, id))}>
        {t("day.toolbar.block")}
      </Press>
      <Press act={() => openAddSlot(day)}>{t("day.toolbar.add")}</Press>
      {isManager() && <Press act={() => openRemoveSlots(day)}>{t("day.toolbar.remove")}</Press>}
      {isManager() && <Press act={() => openCloseDay(day)}>{t("day.toolbar.close")}</Press>}
      <Press shortcut="p" isKeyShown act={() => printDay(day)}>
        {t("day.print.button")}
      </Press>
      <Press act={() => downloadDay(day)}>{t("day.toolbar.download")}</Press>
    </div>
  );
}
