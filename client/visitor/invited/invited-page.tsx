// What somebody sees who is invited: a greeting, what for, and the times.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { Fact, whenAt } from "../appointment";
import { BookingPart } from "../book/booking";
import type { Booking } from "../book/hold-and-book";
import { t } from "../page";
import { Failed, NoSuch } from "../page-states";
import { Title } from "../title";

export interface InvitedPageProps {
  invitation: Schemas["InvitationView"];
  booking: Booking;
}

export function InvitedPage({ invitation, booking }: InvitedPageProps): JSX.Element {
  const { place } = booking;
  const step = booking.step.value.name;
  const isBooked = step === "booked";
  const isDone = isBooked || step === "over";
  return (
    <>
      <Title>{t(isBooked ? "manage.title" : "invited.title")}</Title>
      {!isDone && (
        <>
          <p class="lead">{t("invited.greeting", { name: invitation.first_name })}</p>
          <dl class="facts">
            <Fact name={t("invited.service")}>{booking.booker.service.name}</Fact>
            <Fact name={t("invited.where")}>
              <span>{place.name}</span>
              <small>{place.address.join(", ")}</small>
            </Fact>
          </dl>
          <p class="hint">{t("invited.until", { when: whenAt(invitation.valid_until, place) })}</p>
        </>
      )}
      <BookingPart booking={booking} />
    </>
  );
}

export type Why = "incomplete" | "over" | "failed";

export function NotInvited({ why, again }: { why: Why; again(): Promise<void> }): JSX.Element {
  const words = { title: `invited.${why}`, text: `invited.${why}_text` };
  return why === "failed" ? <Failed {...words} again={again} /> : <NoSuch {...words} />;
}
