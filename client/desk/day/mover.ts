// Moving an appointment: by the keyboard (choose the place, Enter) or by dragging it there. Nothing is
// asked; what was done is said, with the way back beside it.

import { batch, computed, signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { localMinute } from "../../shared/time";
import { Problem } from "../api";
import { messageOf } from "../failure-words";
import { askReason } from "../reason";
import { endRefusals, explain, refuse, say } from "../say";
import { appointmentAt, type Place, type PlacedAppointment, stateOf, targetsOf } from "../sheet";
import { t } from "../words";
import { change } from "../writes";
import { nearestBy } from "./next-place";
import type { ShownDay } from "./shown-day";
import type { SlotFocus } from "./slot-focus";

type Moved = Schemas["StaffAppointmentView"];

interface Where {
  starts_at: string;
  bay: string;
  asked_by?: string;
}

/** Refusals that ask, and that a reason answers. */
const MAY_BE_MOVED = ["person-busy", "appointments-close"];

/** What the strip at the foot of the page says. */
export type Told =
  | { kind: "moving" }
  | { kind: "moved"; name: string; bay: string; at: string; escort: boolean }
  | { kind: "back"; name: string; at: string };

export const canBeMoved = ({ slot }: Place): boolean =>
  ["booked", "arrived"].includes(stateOf(slot));

export class Mover {
  /** What is being moved. */
  readonly moving = signal<PlacedAppointment | null>(null);
  readonly told = signal<Told | null>(null);
  /** Who asked for the move, where it wasn't the patient. */
  readonly askedBy = signal("");
  /** Where it can go on the day that is shown. */
  readonly targets = computed(() => {
    const sheet = this.#day.sheet.value;
    return sheet && this.moving.value ? targetsOf(sheet, this.moving.value) : [];
  });
  readonly targetIds = computed(() => new Set(this.targets.value.map(({ slot }) => slot.slot_id)));

  readonly #day: ShownDay;
  readonly #focus: SlotFocus;
  #undo: { appointment: PlacedAppointment; to: Where } | null = null;
  #isBusy = false;

  constructor(day: ShownDay, focus: SlotFocus) {
    this.#day = day;
    this.#focus = focus;
  }

  /** Begin by the keyboard: it is said how, and the nearest place has the focus. */
  startByKeyboard(place: Place): void {
    if (!this.start(place)) return;
    this.told.value = { kind: "moving" };
    this.focusNearest();
  }

  /** Begin: its places light up. Gives whether it can be moved at all. */
  start(place: Place): boolean {
    if (!canBeMoved(place)) return false;
    this.askedBy.value = "";
    this.moving.value = appointmentAt(place);
    return true;
  }

  /** The place that is nearest in time has the focus; false when there is none. */
  focusNearest(): boolean {
    const moving = this.moving.value;
    const place = moving && nearestTo(moving, this.targets.value, this.#day.zone);
    if (place) this.#focus.focus(place.slot.slot_id);
    return Boolean(place);
  }

  stop(): void {
    const origin = this.moving.value?.appointment_id;
    if (!origin) return;
    batch(() => {
      this.moving.value = null;
      this.told.value = null;
    });
    this.#focusAppointment(origin);
  }

  /** A place was pressed while something is being moved. */
  choose(place: Place): void {
    if (place.slot.appointment_id === this.moving.value?.appointment_id) this.stop();
    else if (this.targetIds.value.has(place.slot.slot_id)) this.moveTo(place);
    else say(t("day.move.misfit"));
  }

  /** Put it there. */
  async moveTo({ slot, bay }: Place): Promise<void> {
    const appointment = this.moving.value;
    if (this.#isBusy || !appointment) return;
    const from = { starts_at: appointment.starts_at, bay: appointment.bay };
    const askedBy = this.askedBy.value.trim();
    const there = { starts_at: slot.starts_at, bay: bay.bay };
    const moved = await this.#put(appointment, askedBy ? { ...there, asked_by: askedBy } : there);
    if (!moved) return;
    const { version, starts_at: at } = moved;
    this.#undo = {
      appointment: { ...appointment, version, starts_at: at, bay: moved.bay },
      to: from,
    };
    const escort = isEscortAsked(moved) && from.starts_at !== at;
    batch(() => {
      this.moving.value = null;
      this.told.value = {
        kind: "moved",
        name: appointment.first_name,
        bay: bay.name,
        at,
        escort,
      };
    });
    await this.#day.again();
    this.#focusAppointment(appointment.appointment_id);
  }

  /** Take the last move back. */
  async undo(): Promise<void> {
    if (!this.#undo || this.#isBusy) return;
    const { appointment, to } = this.#undo;
    const moved = await this.#put(appointment, to);
    if (!moved) return;
    this.#undo = null;
    await this.#day.again();
    this.told.value = { kind: "back", name: appointment.first_name, at: moved.starts_at };
    this.#focusAppointment(appointment.appointment_id);
  }

  /** It was changed since it was moved: the move is no longer what was done last with it. */
  forget({ appointment_id: id, version }: { appointment_id: string; version: number }): void {
    const moved = this.#undo?.appointment;
    if (moved?.appointment_id !== id || version <= moved.version) return;
    this.#undo = null;
    this.told.value = null;
  }

  async #put(
    appointment: PlacedAppointment,
    where: Where,
    override?: string,
  ): Promise<Moved | null> {
    this.#isBusy = true;
    try {
      const path = `staff/appointments/${appointment.appointment_id}/reschedule`;
      const how = { ifMatch: `"${appointment.version}"` };
      const body = override ? { ...where, override } : where;
      const { data } = await change<Moved>(path, body, how);
      endRefusals();
      return data;
    } catch (failure) {
      this.#isBusy = false;
      if (failure instanceof Problem && MAY_BE_MOVED.includes(failure.kind) && !override)
        return await this.#putAnyway(appointment, where, failure);
      await this.#refused(failure, appointment);
      return null;
    } finally {
      this.#isBusy = false;
    }
  }

  async #putAnyway(
    appointment: PlacedAppointment,
    where: Where,
    asked: Problem,
  ): Promise<Moved | null> {
    const isBusy = asked.kind === "person-busy";
    const problem = messageOf(asked);
    const why: string | null = await askReason({
      title: t(isBusy ? "day.move.busy" : "day.move.close"),
      text: isBusy ? t("day.move.busy_text") : t("day.move.close_text", { problem }),
      yes: t("day.move.busy_yes"),
    });
    return why ? this.#put(appointment, where, why) : null;
  }

  async #refused(failure: unknown, appointment: PlacedAppointment): Promise<void> {
    const kind = failure instanceof Problem ? failure.kind : null;
    if (kind === "version" || kind === "appointment-state") {
      this.stop();
      this.#undo = null;
      this.told.value = null;
      refuse(t("day.move.changed", { name: appointment.first_name }));
    } else if (kind === "time-taken") {
      refuse(t("day.move.taken"));
      if (this.moving.value) this.told.value = { kind: "moving" };
    } else explain(failure);
    if (failure instanceof Problem) await this.#day.again();
  }

  #focusAppointment(id: string): void {
    const place = this.#day.placeOf(id);
    if (place) this.#focus.focus(place.slot.slot_id);
  }
}

const isEscortAsked = ({ escort }: Moved): boolean => Boolean(escort && !escort.confirmed_at);

/** Of the places the one at about the same time of the day, in the same bay if it is among them. */
function nearestTo(
  { starts_at: start, bay: here }: PlacedAppointment,
  targets: readonly Place[],
  zone: string,
): Place | null {
  const wanted = localMinute(start, zone);
  return nearestBy(
    targets,
    ({ slot, bay }) =>
      Math.abs(localMinute(slot.starts_at, zone) - wanted) + (bay.bay === here ? 0 : 0.5),
  );
}
