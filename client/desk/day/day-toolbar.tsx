// Above the day: which one it is, the way to others, and what can be done with the schedule.

import type { ComponentChildren, JSX } from "preact";
import { addDays, dateSaid } from "../../shared/time";
import { isManager } from "../session";
import { isDate } from "../sheet";
import { Icon } from "../ui/icon";
import { t } from "../words";
import { openAddSlot } from "./add-slot";
import { openBlock } from "./block-time";
import { bookFromDay, planSeries } from "./book-from-day";
import { openOnDay } from "./choose-place";
import { countStates, countWords } from "./count-states";
import type { DayBoard } from "./day-board";
import { openRemoveSlots } from "./remove-slots";
import type { ShownDay } from "./shown-day";

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
      <DateSwitch board={board} />
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

function DateSwitch({ board }: BoardProps): JSX.Element {
  const { day } = board;
  const date = day.date.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no row of buttons
    <div class="row dates-switch" role="group" aria-label={t("day.toolbar.which")}>
      <Press
        label={t("day.toolbar.before")}
        shortcut="["
        act={() => board.turnTo(addDays(day.date.value, -1))}
      >
        ‹
      </Press>
      <Press shortcut="t" act={() => board.turnTo(day.today())}>
        {t("day.toolbar.today")}
      </Press>
      <Press
        label={t("day.toolbar.after")}
        shortcut="]"
        act={() => board.turnTo(addDays(day.date.value, 1))}
      >
        ›
      </Press>
      <input
        type="date"
        aria-label={t("day.toolbar.date")}
        value={date}
        onChange={({ currentTarget: { value } }) => isDate(value) && board.turnTo(value)}
      />
    </div>
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
      <Press shortcut="s" isKeyShown act={() => planSeries(board)}>
        {t("day.toolbar.series")}
      </Press>
      <Press shortcut="x" isKeyShown act={() => openBlock(day, (id) => openOnDay(board, id))}>
        {t("day.toolbar.block")}
      </Press>
      <Press act={() => openAddSlot(day)}>{t("day.toolbar.add")}</Press>
      {isManager() && <Press act={() => openRemoveSlots(day)}>{t("day.toolbar.remove")}</Press>}
    </div>
  );
}

interface PressProps {
  kind?: "first" | "second";
  /** What it is called where its face is a sign. */
  label?: string;
  /** The key that presses it. */
  shortcut?: string;
  isKeyShown?: boolean;
  act(): unknown;
  children: ComponentChildren;
}

function Press({ kind = "second", label, shortcut, isKeyShown, act, children }: PressProps) {
  return (
    <button
      type="button"
      class={kind}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      onClick={() => {
        act();
      }}
    >
      {children}
      {isKeyShown && (
        <>
          {" "}
          <span aria-hidden="true">
            <kbd>{shortcut}</kbd>
          </span>
        </>
      )}
    </button>
  );
}
