// Checking in from the day: by one key on the patient's slot, by two on whoever is expected next.

import { Problem } from "../api";
import type { Appointment } from "../appointment/change-appointment";
import { tellDone } from "../appointment/tell-done";
import { messageOf } from "../failure-words";
import { glanceSaid, glancesAt } from "../flags/flag-words";
import { explain, refuse, say, warn } from "../say";
import { type AppointmentBrief, appointmentAt, placesOf, type SlotLine } from "../sheet";
import { t } from "../words";
import { change } from "../writes";
import { canCheckIn, nextExpected } from "./next-expected";
import type { ShownDay } from "./shown-day";
import type { SlotFocus } from "./slot-focus";

/** What has to be known of an appointment to check it in. */
type Expected = Pick<AppointmentBrief, "first_name" | "version"> & {
  appointment_id: string;
  flags?: SlotLine["flags"];
};

export class CheckIn {
  readonly #day: ShownDay;
  readonly #focus: SlotFocus;
  #isBusy = false;

  constructor(day: ShownDay, focus: SlotFocus) {
    this.#day = day;
    this.#focus = focus;
  }

  /** Check in the patient whose slot has the focus; on any other, go to whoever is expected next. */
  async focused(): Promise<void> {
    const slotId = this.#focus.focused();
    const place = slotId ? this.#day.placeAt(slotId) : null;
    const appointment = place && canCheckIn(place) ? appointmentAt(place) : null;
    if (!appointment) this.#goToNext();
    else await this.#send(appointment, explainRefusal, () => this.#day.again());
  }

  /** Check in somebody who was booked a moment ago; if that fails, it is one key on their slot. */
  async justBooked(appointment: Expected): Promise<void> {
    const { first_name: name } = appointment;
    await this.#send(appointment, (failure) => {
      warn(t("day.walk_in.not_checked_in", { name, problem: messageOf(failure) }));
    });
  }

  #goToNext(): void {
    const sheet = this.#day.sheet.value;
    const next = sheet && nextExpected(placesOf(sheet));
    if (next) this.#focus.focus(next.slot.slot_id);
    else say(t("day.check_in.nobody"));
  }

  async #send(
    { appointment_id: id, version, first_name: name, flags }: Expected,
    refused: (failure: unknown, name: string) => void,
    done: () => Promise<unknown> = async () => {},
  ): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      const path = `staff/appointments/${id}/check-in`;
      const { data } = await change<Appointment>(path, {}, { ifMatch: `"${version}"` });
      const stated = glancesAt(flags).map((each) => `${glanceSaid(each)}.`);
      tellDone(data, "check-in", {}, { again: () => this.#day.again(), stated });
      await done();
    } catch (failure) {
      refused(failure, name);
      if (failure instanceof Problem && failure.status < 500) await this.#day.again();
    } finally {
      this.#isBusy = false;
    }
  }
}

function explainRefusal(failure: unknown, name: string): void {
  const kind = failure instanceof Problem ? failure.kind : null;
  if (kind === "version" || kind === "appointment-state")
    refuse(t("day.check_in.changed", { name }));
  else explain(failure);
}
