// What somebody sees who is invited: a greeting, what for, and the times.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { Fact, whenAt } from "../appointment";
import { BookingPart } from "../book/booking";
import type { Booking } from "../book/hold-and-book";
import { Title } from "../manage/title";
import { t } from "../page";
import { Press } from "../parts";

export interface InvitedPageProps {
  invitation: Schemas["InvitationView"];
  booking: Booking;
}

export function InvitedPage({ invitation, booking }: InvitedPageProps): JSX.Element {
  const { place } = booking;
  const step = booking.step.value.name;
  const isDone = step === "booked" || step === "over";
  return (
    <>
      <Title>{t("invited.title")}</Title>
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
  return (
    <>
      <Title>{t(`invited.${why}`)}</Title>
      <p>{t(`invited.${why}_text`)}</p>
      {why === "failed" && (
        <Press class="first" onPress={again}>
          {t("times.again")}
        </Press>
      )}
    </>
  );
}
