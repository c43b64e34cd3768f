// Booking an appointment for the caller of the callback in hand.

import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { get } from "../api";
import type { Known } from "../booking/booking-choice";
import { reasonSaid } from "../call-words";
import { inHand, letGo, nowBooking } from "../claim";
import { desk } from "../desk";
import { explain, say, warn } from "../say";
import { bayName } from "../sheet";
import { t } from "../words";
import type { Request } from "./call-record";
import type { CallbackCard, HeldCall } from "./held-call";
import type { OutcomeActions } from "./outcome-actions";

export interface BookingFromCard {
  hand: HeldCall;
  requests: Request[];
  acts: OutcomeActions;
  /** Lets somebody book; a promise of the appointment, or of null. */
  ask: (given: Known) => Promise<Booked | null>;
  onDone: (words: string) => void;
}

/**
 * Book for the caller. A note is put on record first: booking closes the callback, and then nothing
 * can be added. Not the callback of a crisis: how that call went is recorded by itself.
 */
export async function bookFromCard({ hand, requests, acts, ask, onDone }: BookingFromCard) {
  if (!acts.isFree() || !(await acts.keepNote()) || inHand()?.booking) return;
  const { name, phone, email, reason, urgency, callback_id: id } = hand.card;
  const latest = requests.at(-1);
  const serviceId = latest?.service_id ?? (desk.service(reason) ? reason : undefined);
  const requestId = latest?.request_id;
  nowBooking(true);
  const callbackId = urgency === "crisis" ? undefined : id;
  const appointment = await ask({ name, phone, email, requestId, callbackId, serviceId });
  nowBooking(false, Boolean(appointment));
  if (appointment) await booked(id, appointmentSaid(appointment), onDone);
}

/**
 * They booked: with the appointment that they have ahead already, or by booking one now with `book`.
 * Which one it is recorded with is said; for another one there is the button that books.
 */
export async function bookedOrBook(
  personId: string,
  acts: OutcomeActions,
  book: () => Promise<void>,
): Promise<void> {
  if (!acts.isFree()) return;
  try {
    const { data } = await get<Schemas["PersonCard"]>(`people/${personId}`);
    const ahead = data.appointments_ahead[0];
    if (ahead) await acts.record("booked", aheadSaid(ahead));
    else await book();
  } catch (failure) {
    explain(failure);
  }
}

function aheadSaid(ahead: Schemas["PersonsAppointment"]): string {
  const { zone } = desk.locationOf(ahead.location_id) ?? desk.location;
  const when = dayAndClock(ahead.starts_at, zone);
  return t("outcome.booked_ahead", { service: reasonSaid(ahead.service_id), when });
}

/** Booking closes the callback of who is booked; if it was booked for somebody else, it stays. */
async function booked(id: string, words: string, onDone: (words: string) => void): Promise<void> {
  try {
    const { data } = await get<CallbackCard>(`callbacks/${id}`);
    if (data.state !== "closed") {
      warn(`${words} ${t("outcome.booked_other")}`);
      return;
    }
  } catch {
    say(words);
    return;
  }
  letGo();
  say(words);
  onDone(`${words} ${t("outcome.booked_closed")}`);
}

type Booked = Pick<Schemas["StaffAppointmentView"], "service_id" | "starts_at"> & { bay?: string };

function appointmentSaid({ service_id: service, starts_at: at, bay }: Booked): string {
  const when = dayAndClock(at, desk.location.zone);
  const place = bay ? `, ${bayName(bay)}` : "";
  return t("outcome.booked", { service: reasonSaid(service), when, place });
}
