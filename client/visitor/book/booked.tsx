// It is booked: what, when and where, and the link that changes it.

import type { JSX } from "preact";
import {
  type Appointment,
  AppointmentFacts,
  AppointmentKeepers,
  type FactsProps,
} from "../appointment";
import { changeLine, useChangeable } from "../change-until";
import { CopyLink } from "../copy-link";
import { addressOf } from "../links";
import { t } from "../page";

interface BookedProps extends FactsProps {
  /** They are called all the same. */
  isCalled?: boolean;
}

export function Booked(props: BookedProps): JSX.Element {
  const { appointment, place, isCalled } = props;
  const address = addressOfBooked(appointment);
  useChangeable(appointment);
  return (
    <>
      <p>{t(isCalled ? "book.booked_and_called" : "book.booked_text")}</p>
      <AppointmentFacts {...props} />
      <AppointmentKeepers {...props} />
      <p>
        <a class="manage" href={address} target="_blank" rel="noopener">
          {t("book.manage")}
        </a>
      </p>
      <p>
        <CopyLink address={address} />
      </p>
      <p class="hint">
        {t("book.manage_hint")} {changeLine(appointment, place)}
      </p>
    </>
  );
}

/** The address of the page of an appointment that was just booked. */
export const addressOfBooked = ({ appointment_id, manage_token }: Appointment): string =>
  addressOf("manage", { id: appointment_id, token: manage_token ?? "" });
