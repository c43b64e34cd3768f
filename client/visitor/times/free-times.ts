// The free times of a location for a service, week by week.

import { type Signal, signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { addDays, localDate } from "../../shared/time";

const WEEK = 7;
const AT_ONCE = 28; // days asked for together

type Days = Schemas["Availability"];

/** Asks for the free times of some dates, or of the first ones; null when they are past by now. */
export type FetchDays = (first?: string, last?: string) => Promise<Days | null>;

export interface Day {
  date: string;
  /** Instants, in order: what is free, what is or may be this visitor's, what was just taken. */
  starts: string[];
}

export interface Week {
  days: Day[];
  earlier: boolean;
  later: boolean;
  /** Nothing is free in this week nor after it. */
  isLast: boolean;
}

export type Shown = { state: "loading" } | { state: "failed" } | { state: "week"; week: Week };

export class FreeTimes {
  readonly shown: Signal<Shown> = signal<Shown>({ state: "loading" });
  readonly busy = signal(false);
  /** Starts that somebody else took: they stay where they were. */
  readonly gone = new Set<string>();
  private readonly known = new Map<string, string[]>(); // by date
  private first = "";
  private last = "";
  private week = ""; // its first date; none before the first answer
  private empty = false;

  /**
   * `mine` has the starts that are held for this visitor already, `perhapsMine` those of which no
   * answer told it: what is held is free for nobody, and would not be shown.
   */
  constructor(
    private readonly zone: string,
    private readonly fetchDays: FetchDays,
    readonly mine: ReadonlyMap<string, unknown> = new Map(),
    private readonly perhapsMine: ReadonlySet<string> = new Set(),
  ) {}

  /** The first and the last date that can be booked, once they are known. */
  get bounds(): { first: string; last: string } {
    return { first: this.first, last: this.last };
  }

  /** Begins again with what is free now; the week that was looked at stays. */
  begin(): Promise<void> {
    return this.trying(async () => {
      this.known.clear();
      if (this.week) return this.load(this.week, this.weekEnd());
      await this.load();
      this.week = this.first;
      if (!this.anyFree()) await this.leap();
    });
  }

  earlier(): Promise<void> {
    return this.turn(-WEEK);
  }

  later(): Promise<void> {
    return this.turn(WEEK);
  }

  /** Goes to the next week with something free; stays where it is when there is none. */
  nextFree(): Promise<void> {
    return this.trying(() => this.leap());
  }

  /** Notes that somebody else took a start. */
  take(start: string): void {
    this.gone.add(start);
  }

  private turn(days: number): Promise<void> {
    return this.trying(async () => {
      this.week = addDays(this.week, days);
      await this.need(this.week, this.weekEnd());
    });
  }

  private async leap(): Promise<void> {
    const from = this.week;
    do {
      this.week = addDays(this.week, WEEK);
      if (this.week > this.last) {
        this.week = from;
        this.empty = true;
        return;
      }
      await this.need(this.week, this.weekEnd());
    } while (!this.anyFree());
  }

  private async trying(work: () => Promise<void>): Promise<void> {
    this.busy.value = true;
    if (!this.week) this.shown.value = { state: "loading" };
    try {
      await work();
      this.shown.value = { state: "week", week: this.look() };
    } catch {
      this.shown.value = { state: "failed" };
    } finally {
      this.busy.value = false;
    }
  }

  private async need(first: string, last: string): Promise<void> {
    const missing = datesOf(first, last).find((date) => !this.known.has(date));
    if (missing) await this.load(missing, earlierOf(addDays(missing, AT_ONCE - 1), this.last));
  }

  private async load(first?: string, last?: string): Promise<void> {
    const days = await this.fetchDays(first, last);
    if (days) return this.learn(days);
    this.known.clear(); // midnight has gone by since: not all of these days are ahead any more
    this.first = "";
    const anew = await this.fetchDays();
    if (!anew) throw new Error("no times");
    this.learn(anew);
    this.week = this.first;
  }

  private learn(days: Days): void {
    this.first ||= days.from;
    this.last = days.last_day;
    for (const date of datesOf(days.from, days.to)) this.known.set(date, []);
    for (const { starts_at, local } of days.times)
      this.known.get(local.slice(0, 10))?.push(starts_at);
  }

  private weekEnd(): string {
    return earlierOf(addDays(this.week, WEEK - 1), this.last);
  }

  private anyFree(): boolean {
    return datesOf(this.week, this.weekEnd()).some((date) => this.startsOn(date).length > 0);
  }

  private startsOn(date: string): string[] {
    const also = [...this.mine.keys(), ...this.perhapsMine, ...this.gone];
    const here = also.filter((start) => localDate(start, this.zone) === date);
    return [...new Set([...(this.known.get(date) ?? []), ...here])].sort();
  }

  private look(): Week {
    const dates = datesOf(this.week, this.weekEnd());
    return {
      days: dates.map((date) => ({ date, starts: this.startsOn(date) })),
      earlier: this.week > this.first,
      later: addDays(this.week, WEEK) <= this.last,
      isLast: this.empty || this.weekEnd() >= this.last,
    };
  }
}

const earlierOf = (one: string, other: string): string => (one < other ? one : other);

/** The dates from one to another, with both. */
export function datesOf(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}
