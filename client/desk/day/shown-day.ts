// The day that is shown: its date, and its sheet as it was last seen.

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { localDate } from "../../shared/time";
import { desk } from "../desk";
import { keptDay, noteSheet } from "../kept-days";
import { reader } from "../known";
import { every, type Poll } from "../live";
import { type Cause, causeOf, type Loss } from "../loss";
import { explain } from "../say";
import { type DaySheet, dayPath, isDate, type Place, placesOf } from "../sheet";

export class ShownDay {
  readonly zone = desk.location.zone;
  readonly #location = desk.location.location_id;
  readonly #date = signal("");
  readonly #sheet = signal<DaySheet | null>(null);
  readonly #loss = signal<Loss | null>(null);
  readonly #read = reader<DaySheet>();
  #poll: Poll | null = null;

  readonly date: ReadonlySignal<string> = this.#date;
  readonly sheet: ReadonlySignal<DaySheet | null> = this.#sheet;
  /** Why the day cannot be read now; null while it can. */
  readonly loss: ReadonlySignal<Loss | null> = this.#loss;
  /** When the sheet was last seen to be as it is shown, in milliseconds. */
  seenAt = 0;
  /** True while what is shown is another day's. */
  readonly isComing = computed(() => this.#sheet.value?.date !== this.#date.value);

  /** `given` is the date that the address asks for. */
  constructor(given: string | undefined) {
    this.#date.value = isDate(given) ? given : this.today();
  }

  today(): string {
    return localDate(Date.now(), this.zone);
  }

  /** Look now and again and again; gives what ends it. */
  follow(): () => void {
    const poll = every(() => this.look());
    this.#poll = poll;
    return poll.stop;
  }

  async look(): Promise<void> {
    const date = this.#date.value;
    try {
      const sheet = await this.#read(dayPath(this.#location, date));
      noteSheet(sheet);
      if (date === this.#date.value) this.#show(sheet, Date.now(), null);
    } catch (failure) {
      const cause = causeOf(failure);
      if (cause && date === this.#date.value) this.#showKept(cause);
      throw failure;
    }
  }

  #show(sheet: DaySheet, seenAt: number, loss: Loss | null): void {
    batch(() => {
      this.seenAt = seenAt;
      this.#sheet.value = sheet;
      this.#loss.value = loss;
    });
  }

  /** What was last seen of the day, since it cannot be read. */
  #showKept(cause: Cause): void {
    const kept = keptDay(this.#location, this.#date.value);
    const shown = this.#sheet.value;
    if (kept) this.#show(kept.sheet, kept.seenAt, { cause, asOf: kept.seenAt });
    else if (shown && !this.isComing.value)
      this.#show(shown, this.seenAt, { cause, asOf: this.seenAt });
    else this.#loss.value = { cause, asOf: null };
  }

  /** Show what was just done. */
  async again(): Promise<void> {
    try {
      await this.look();
    } catch (failure) {
      explain(failure);
    }
  }

  /** Another date, in its own address; nothing is opened anew, so that a move goes on. */
  turnTo(date: string): void {
    this.#date.value = date;
    if (this.#loss.value) this.#showKept(this.#loss.value.cause); // at once, without another try
    window.history.replaceState(null, "", `#/day/${date}`);
    this.#poll?.again();
  }

  /** Where an appointment is on this day, or null. */
  placeOf(appointmentId: string): Place | null {
    const places = this.#sheet.value ? placesOf(this.#sheet.value) : [];
    return places.find(({ slot }) => slot.appointment_id === appointmentId) ?? null;
  }

  /** A slot of this day with its bay, or null. */
  placeAt(slotId: string): Place | null {
    const places = this.#sheet.value ? placesOf(this.#sheet.value) : [];
    return places.find(({ slot }) => slot.slot_id === slotId) ?? null;
  }
}
