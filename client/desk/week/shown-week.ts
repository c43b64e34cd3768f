// The week that is shown: a date in it, and its days as they were last seen.

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { localDate } from "../../shared/time";
import { desk } from "../desk";
import { keptDay, noteSheet } from "../kept-days";
import { reader } from "../known";
import { every, type Poll } from "../live";
import { isAtWork } from "../look-rules";
import { type Cause, causeOf, type Loss } from "../loss";
import { presence } from "../presence";
import { type DaySheet, dayPath, isDate } from "../sheet";
import { goodFor, weekOf } from "./week-days";

type Sheets = ReadonlyMap<string, DaySheet>;

const NOTHING: Sheets = new Map();

export class ShownWeek {
  readonly zone = desk.location.zone;
  readonly #location = desk.location.location_id;
  readonly #date = signal("");
  readonly #sheets = signal(NOTHING);
  readonly #loss = signal<Loss | null>(null);
  readonly #readers = new Map<string, ReturnType<typeof reader<DaySheet>>>();
  #seen = { first: "", at: 0 };
  #poll: Poll | null = null;

  /** A date in it: the one that was asked for. */
  readonly date: ReadonlySignal<string> = this.#date;
  readonly dates = computed(() => weekOf(this.#date.value));
  /** What is known of its days, by their dates. */
  readonly sheets: ReadonlySignal<Sheets> = this.#sheets;
  /** Why it cannot be read now; null while it can. */
  readonly loss: ReadonlySignal<Loss | null> = this.#loss;

  /** `given` is the date that the address asks for. */
  constructor(given: string | undefined) {
    this.#date.value = isDate(given) ? given : this.today();
  }

  today(): string {
    return localDate(Date.now(), this.zone);
  }

  /** Look now, and again whenever what was seen is too old; gives what ends it. */
  follow(): () => void {
    const poll = every(() => this.look(), { care: "loose" });
    this.#poll = poll;
    return poll.stop;
  }

  /** Look if that is due; whether it was. */
  async look(): Promise<boolean> {
    const dates = this.dates.value;
    const isCurrent = this.#seen.first === dates[0];
    if (isCurrent && Date.now() - this.#seen.at < goodFor(isAtWork(presence()))) return false;
    try {
      const read = await Promise.all(dates.map((date) => this.#read(date)));
      for (const sheet of read) noteSheet(sheet);
      if (dates === this.dates.value) this.#show(read, dates);
    } catch (failure) {
      const cause = causeOf(failure);
      if (cause && dates === this.dates.value) this.#showKept(cause);
      throw failure;
    }
    return true;
  }

  /** The week of another date, in its own address. */
  turnTo(date: string): void {
    const before = this.dates.value;
    this.#date.value = date;
    window.history.replaceState(null, "", `#/week/${date}`);
    if (before[0] === this.dates.value[0]) return;
    this.#readers.clear();
    this.#sheets.value = NOTHING;
    if (this.#loss.value) this.#showKept(this.#loss.value.cause);
    this.#poll?.again();
  }

  #read(date: string): Promise<DaySheet> {
    const read = this.#readers.get(date) ?? reader<DaySheet>();
    this.#readers.set(date, read);
    return read(dayPath(this.#location, date));
  }

  #show(read: readonly DaySheet[], [first = ""]: readonly string[]): void {
    this.#seen = { first, at: Date.now() };
    batch(() => {
      this.#sheets.value = new Map(read.map((sheet) => [sheet.date, sheet]));
      this.#loss.value = null;
    });
  }

  /** What was last seen of the week, or of those of its days that are kept, as it cannot be read. */
  #showKept(cause: Cause): void {
    const dates = this.dates.value;
    if (this.#seen.first === dates[0] && this.#sheets.value.size) {
      this.#loss.value = { cause, asOf: this.#seen.at };
      return;
    }
    const kept = dates.flatMap((date) => keptDay(this.#location, date) ?? []);
    const asOf = kept.length ? Math.min(...kept.map(({ seenAt }) => seenAt)) : null;
    batch(() => {
      this.#sheets.value = new Map(kept.map(({ sheet }) => [sheet.date, sheet]));
      this.#loss.value = { cause, asOf };
    });
  }
}
