// An appointment that is open: as it was last seen, and what is done with it from there.

import { signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { get, Problem } from "../api";
import { messageOf } from "../failure-words";
import type { AppointmentBrief } from "../sheet";
import { t } from "../words";
import { change, isUnsure } from "../writes";

export type Appointment = Schemas["StaffAppointmentView"];

/** What is done with an appointment, as the API names it. */
export type Verb = DayStep | "undo" | "confirm" | "escort" | "note" | "cancel";

/** What is said on its day, and can be taken back for a while. */
export type DayStep = Schemas["DayStep"];

/** What was done, and with it what was sent; no verb where somebody else did it. */
export type Changed = (appointment: Appointment, verb: Verb | null, sent?: Sent) => void;

/** What goes along with a verb. */
export interface Sent {
  reason?: string | undefined;
  asked_by?: string | undefined;
  /** The step that was taken back. */
  step?: DayStep | undefined;
  /** The request that the appointment had answered is owed a call again. */
  owe_call?: boolean | undefined;
}

const STAYS_OPEN: readonly Verb[] = ["confirm", "escort", "note"];

export class OpenAppointment {
  /** As it was last seen; null until it is there. */
  readonly appointment = signal<Appointment | null>(null);
  /** What went wrong, or was changed by others. */
  readonly told = signal("");

  readonly #id: string;
  readonly #changed: Changed;
  readonly #close: () => void;
  #isBusy = false;
  #isUnsure = false; // a change got no answer: it is sent again with the version that was seen then

  /** `changed` is called after each change, `close` when nothing is left to be seen here. */
  constructor(id: string, changed: Changed, close: () => void) {
    this.#id = id;
    this.#changed = changed;
    this.#close = close;
  }

  async load(): Promise<void> {
    try {
      this.appointment.value = (await get<Appointment>(`staff/appointments/${this.#id}`)).data;
    } catch (failure) {
      this.told.value = messageOf(failure);
    }
  }

  /** Do it, if it still is as it was seen; true once it is done. */
  async act(verb: Verb, body: object = {}): Promise<boolean> {
    const seen = this.appointment.value;
    if (this.#isBusy || !seen) return false;
    this.#isBusy = true;
    this.told.value = "";
    try {
      const how = { ifMatch: `"${seen.version}"` };
      const path = `staff/appointments/${this.#id}/${verb}`;
      const { data } = await change<Appointment>(path, body, how);
      this.#isUnsure = false;
      this.appointment.value = data;
      this.#changed(data, verb, body);
      if (!STAYS_OPEN.includes(verb)) this.#close();
      return true;
    } catch (failure) {
      this.#isUnsure = isUnsure(failure);
      await this.#refused(failure);
      return false;
    } finally {
      this.#isBusy = false;
    }
  }

  async #refused(failure: unknown): Promise<void> {
    const kind = failure instanceof Problem ? failure.kind : null;
    if (kind !== "version" && kind !== "appointment-state") {
      this.told.value = fieldsOf(failure) || messageOf(failure);
      return;
    }
    await this.load();
    this.told.value = t("appointment.changed");
    if (this.appointment.value) this.#changed(this.appointment.value, null);
  }

  /** The sheet shows it like this; null when it is not in this place any more. */
  async compare(brief: AppointmentBrief | null): Promise<void> {
    const seen = this.appointment.value;
    if (!seen || this.#isBusy || this.#isUnsure) return;
    if (brief ? brief.version <= seen.version : seen.status === "cancelled") return;
    await this.load();
    const now = this.appointment.value;
    if (now && now.version > seen.version) this.told.value = t("appointment.changed_now");
  }
}

/** What is wrong with a field of what was sent, if something is. */
const fieldsOf = (failure: unknown): string =>
  (failure instanceof Problem &&
    (failure.of("name") || failure.of("note") || failure.of("escort"))) ||
  "";
