// The day that is shown: its date, and its sheet as it was last seen.

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { localDate } from "../../shared/time";
import { desk } from "../desk";
import { reader } from "../known";
import { every, type Poll } from "../live";
import { explain } from "../say";
import { type DaySheet, isDate, type Place, placesOf } from "../sheet";

export class ShownDay {
  readonly zone = desk.location.zone;
  readonly #location = desk.location.location_id;
  readonly #date = signal("");
  readonly #sheet = signal<DaySheet | null>(null);
  readonly #read = reader<DaySheet>();
  #poll: Poll | null = null;

  readonly date: ReadonlySignal<string> = this.#date;
  readonly sheet: ReadonlySignal<DaySheet | null> = this.#sheet;
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
    const sheet = await this.#read(`locations/${this.#location}/day?date=${date}`);
    if (date === this.#date.value) this.#sheet.value = sheet;
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
