// What the parts of the day's screen share: the day that is shown, the focus on it, what is moved.

import { appointmentAt, placesOf } from "../sheet";
import { CheckIn } from "./check-in";
import { Mover } from "./mover";
import { ShownDay } from "./shown-day";
import { SlotFocus } from "./slot-focus";

export interface OpenedAppointment {
  id: string;
  /** Look again if the day's sheet shows it otherwise than it was seen. */
  compare(): void;
}

export class DayBoard {
  readonly day: ShownDay;
  readonly focus = new SlotFocus();
  readonly mover: Mover;
  readonly checkIn: CheckIn;
  /** The appointment whose dialog is open. */
  opened: OpenedAppointment | null = null;

  #toMove: string | null; // an appointment, until the day that has it is seen

  /** `given` is the date that the address asks for, `toMove` the appointment to be moved there. */
  constructor(given: string | undefined, toMove?: string) {
    this.#toMove = toMove ?? null;
    this.day = new ShownDay(given);
    this.mover = new Mover(this.day, this.focus);
    this.checkIn = new CheckIn(this.day, this.focus);
  }

  /** Show another day; the focus, a move and its marks go along. */
  turnTo(date: string): void {
    this.focus.keepForNextDay();
    this.day.turnTo(date);
  }

  /** A move of what was changed since can't be taken back. */
  forgetChanged(): void {
    const { sheet } = this.day;
    for (const place of sheet.value ? placesOf(sheet.value) : []) {
      const appointment = appointmentAt(place);
      if (appointment) this.mover.forget(appointment);
    }
  }

  /** Check in the patient whose slot has the focus, or go to whoever comes next. */
  checkInFocused(): void {
    if (!this.mover.moving.value) this.checkIn.focused();
  }

  /** Begin the move that the address asks for, once: loaded anew, it asks for the day alone. */
  moveAsked(): void {
    const place = this.#toMove && this.day.placeOf(this.#toMove);
    if (!place) return;
    this.#toMove = null;
    this.day.turnTo(this.day.date.value);
    this.mover.startByKeyboard(place);
  }

  /** Move the appointment whose slot has the focus. */
  moveFocused(): void {
    const slotId = this.focus.focused();
    const place = slotId && this.day.placeAt(slotId);
    if (place) this.mover.startByKeyboard(place);
  }
}
