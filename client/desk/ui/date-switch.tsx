// The way from day to day, or from week to week: a step back or on, to today, to any date.

import type { JSX } from "preact";
import { isDate } from "../sheet";
import { t } from "../words";
import { Press } from "./press";

export interface DateSwitchProps {
  /** What each of its buttons is called. */
  words: { which: string; before: string; today: string; after: string };
  date: string;
  today: string;
  /** The date that is `steps` on, or back. */
  step(steps: number): string;
  turnTo(date: string): void;
}

export function DateSwitch(props: DateSwitchProps): JSX.Element {
  const { words, date, today, step, turnTo } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no row of buttons
    <div class="row dates-switch" role="group" aria-label={words.which}>
      <Press label={words.before} shortcut="[" act={() => turnTo(step(-1))}>
        ‹
      </Press>
      <Press shortcut="t" act={() => turnTo(today)}>
        {words.today}
      </Press>
      <Press label={words.after} shortcut="]" act={() => turnTo(step(1))}>
        ›
      </Press>
      <input
        type="date"
        aria-label={t("day.toolbar.date")}
        aria-keyshortcuts="c"
        value={date}
        onChange={({ currentTarget: { value } }) => isDate(value) && turnTo(value)}
      />
    </div>
  );
}
