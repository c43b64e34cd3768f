// Sends a booking, and says what came of it.

import { useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { Problem } from "../api";
import { desk } from "../desk";
import { messageOf } from "../failure-words";
import { say } from "../say";
import { sortProblem } from "../ui/field";
import { t } from "../words";
import { once } from "../writes";
import { PERSON_FIELDS } from "./person-fields";

type Booked = Schemas["StaffAppointmentView"];
type Body = Record<string, string | boolean | undefined>;

const FIELDS = [...PERSON_FIELDS, "service_id", "starts_at", "bay", "override"] as const;
export type BookingField = (typeof FIELDS)[number];
export type Wrong = Partial<Record<BookingField, string>>;

/** What sends a booking: one wish, however it is changed until its end is known. */
export function useSendBooking(): (body: Body) => Promise<Booked> {
  const [send] = useState(() =>
    once<Booked>(`locations/${desk.location.location_id}/appointments`),
  );
  return async (body) => (await send(body)).data;
}

/** Say what was booked when `startsAt` was wanted: an earlier try may have arrived after all. */
export function sayBooked(appointment: Booked, startsAt: string): void {
  const when = dayAndClock(appointment.starts_at, desk.location.zone);
  if (Date.parse(appointment.starts_at) !== Date.parse(startsAt))
    say(t("booking.already_booked", { when }));
  else say(t("booking.booked", { name: appointment.name, when }));
}

export interface Refusal {
  /** What to change, by field. */
  wrong: Wrong;
  text: string;
  /** True if a reason books it all the same. */
  wantsReason?: boolean;
  /** True if it is to be confirmed that somebody under 18 is booked. */
  isUnderAge?: boolean;
  /** True if the times on the screen hold no longer. */
  isStale?: boolean;
}

/** What a refusal means for the form. */
export function refusalOf(failure: unknown): Refusal {
  const text = messageOf(failure);
  if (!(failure instanceof Problem)) return { wrong: {}, text };
  if (failure.kind === "person-busy")
    return { wrong: {}, text: t("booking.patient_busy"), wantsReason: true };
  if (failure.kind === "appointments-close")
    return { wrong: {}, text: t("booking.too_close", { problem: text }), wantsReason: true };
  if (failure.kind === "under-age")
    return { wrong: {}, text: t("booking.under_age", { problem: text }), isUnderAge: true };
  if (failure.kind === "time-taken" || failure.kind === "time-not-bookable")
    return { wrong: {}, text: t("booking.new_times", { problem: text }), isStale: true };
  if (failure.status !== 422) return { wrong: {}, text };
  const { wrong, left } = sortProblem(failure, FIELDS);
  return { wrong, text: left.join(" ") };
}
