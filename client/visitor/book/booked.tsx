// It is booked: what, when and where, and the link that changes it.

import type { JSX } from "preact";
import { AppointmentFacts, AppointmentKeepers, changeLine, type FactsProps } from "../appointment";
import { LANGUAGE, PAGE, t } from "../page";

export function Booked(props: FactsProps): JSX.Element {
  const { appointment, place } = props;
  return (
    <>
      <p>{t("book.booked_text")}</p>
      <AppointmentFacts {...props} />
      <AppointmentKeepers {...props} />
      <p>
        <a class="manage" href={addressOf(props)} target="_blank" rel="noopener">
          {t("book.manage")}
        </a>
      </p>
      <p class="hint">
        {t("book.manage_hint")} {changeLine(appointment, place)}
      </p>
    </>
  );
}

/** The appointment's own page; what opens it stands in the fragment, which no browser sends. */
function addressOf({ appointment }: FactsProps): string {
  const chosen = new URLSearchParams(location.search).has("lang");
  const page = `${location.origin}${PAGE.base}manage${chosen ? `?lang=${LANGUAGE}` : ""}`;
  return `${page}#${appointment.appointment_id}.${appointment.manage_token}`;
}
