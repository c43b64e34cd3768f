// Booking an appointment: for whom, for what, when; from the day, from a free bay, from a call's card.

import type { Schemas } from "../shared/api";
import type { Known } from "./booking/booking-choice";
import { BookingForm } from "./booking/booking-form";
import { openDialog } from "./ui/dialog";
import { t } from "./words";

export type { Known };
export type Booked = Schemas["StaffAppointmentView"];

/**
 * Book an appointment; a promise of it as staff see it (of a series, its first), or of null. What is
 * known is filled in. Whoever staff put on the waitlist waits no longer once they are booked; an
 * entry that was made online does if it is named.
 */
export const openBooking = (given: Known = {}): Promise<Booked | null> =>
  openDialog<Booked>({
    title: t(given.isWalkIn ? "booking.walk_in" : "booking.title"),
    wide: true,
    content: (dialog) => <BookingForm given={given} dialog={dialog} />,
  });
