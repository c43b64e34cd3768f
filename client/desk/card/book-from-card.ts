// Booking an appointment for a person in the callback in hand.

import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { get } from "../api";
import type { Known } from "../booking/booking-choice";
import { reasonSaid } from "../call-words";
import { inHand, letGo, nowBooking, renew } from "../claim";
import { desk } from "../desk";
import { explain, say, warn } from "../say";
import { bayName } from "../sheet";
import { t } from "../words";
import type { Request } from "./call-record";
import type { CallbackCard, HeldCall } from "./held-call";
import type { OutcomeActions } from "./outcome-actions";
import { type PersonInCall, waitingSaid } from "./people-inside";

export interface BookingFromCard {
  hand: HeldCall;
  requests: Request[];
  acts: OutcomeActions;
  /** Lets somebody book; a promise of the appointment, or of null. */
  ask: (given: Known) => Promise<Booked | null>;
  onDone: (words: string) => void;
}

/**
 * Book for the one whom the call is about, with what came in under their name. A note is put on
 * record first: booking closes the callback, and then nothing can be added. Not the callback of a
 * crisis: how that call went is recorded by itself.
 */
export async function bookFromCard({ hand, requests, acts, ask, onDone }: BookingFromCard) {
  const person = acts.isFree() && acts.personAsked();
  if (!person || !(await acts.keepNote()) || inHand()?.booking) return;
  nowBooking(true);
  const appointment = await ask(knownOf(person, hand.card, requests));
  nowBooking(false, Boolean(appointment));
  if (appointment) await booked(hand.card, person, appointmentSaid(appointment), onDone);
}

/** What is known of a person in a call before anybody types. Pure. */
export function knownOf(
  { name, email, reason, urgency, occasions }: PersonInCall,
  { phone, callback_id: id }: Pick<CallbackCard, "phone" | "callback_id">,
  requests: readonly Request[],
): Known {
  const theirs = new Set(occasions.map(({ of }) => of));
  const latest = requests.findLast(({ request_id: of }) => theirs.has(of));
  const serviceId = latest?.service_id ?? (desk.service(reason) ? reason : undefined);
  const callbackId = urgency === "crisis" ? undefined : id;
  return { name, phone, email, requestId: latest?.request_id, callbackId, serviceId };
}

/**
 * They booked: with the appointment that they have ahead already, or by booking one now with `book`.
 * Which one it is recorded with is said; for another one there is the button that books.
 */
export async function bookedOrBook(acts: OutcomeActions, book: () => Promise<void>): Promise<void> {
  const person = acts.isFree() && acts.personAsked();
  if (!person) return;
  try {
    const { data } = await get<Schemas["PersonCard"]>(`people/${person.person_id}`);
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

/** Booking answers what its person is owed; the callback stays where somebody else is owed a call. */
async function booked(
  { callback_id: id }: CallbackCard,
  { person_id: personId }: PersonInCall,
  words: string,
  onDone: (words: string) => void,
): Promise<void> {
  try {
    const { data } = await get<CallbackCard>(`callbacks/${id}`);
    if (data.state !== "closed") {
      renew(); // what is still owed in it is shown
      const isAnswered = data.people.some((each) => each.person_id === personId && each.outcome);
      warn(
        `${words} ${isAnswered ? t("outcome.booked_one", { names: waitingSaid(data) }) : t("outcome.booked_other")}`,
      );
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
