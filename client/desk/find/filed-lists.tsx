// A person's appointments that are past or off, and what they asked for, with the flags.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { dayAndClock, localDate, zoneName } from "../../shared/time";
import { Flags } from "../card/flags";
import { Message } from "../card/messages";
import { desk } from "../desk";
import { serviceName } from "../sheet";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";
import type { Filed } from "./use-filed";

type Appointment = Schemas["FiledAppointment"];

interface PastAppointmentsProps {
  filed: Filed;
  ahead: Schemas["PersonsAppointment"][];
}

/** Whatever is not ahead: over, called off, or missed. */
export function PastAppointments({ filed, ahead }: PastAppointmentsProps): JSX.Element | null {
  const areAhead = new Set(ahead.map((each) => each.appointment_id));
  const past = filed.appointments
    .filter((each) => !areAhead.has(each.appointment_id))
    .sort((one, other) => other.starts_at.localeCompare(one.starts_at));
  const id = useUniqueId();
  if (!past.length) return null;
  return (
    <section class="card stack" aria-labelledby={id}>
      <h3 id={id}>{t("find.past")}</h3>
      <ul class="stack tight">
        {past.map((each) => (
          <li key={each.appointment_id}>
            <PastWhen appointment={each} />
            {`, ${serviceName(each.service_id)}, ${t(`day.state.${each.status}`)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** When it was, in the time of its own location; the day of this one can be gone to. */
function PastWhen({ appointment }: { appointment: Appointment }): JSX.Element {
  const { starts_at: at, location_id: id } = appointment;
  const { name, zone } = desk.locationOf(id) ?? { name: id, zone: desk.location.zone };
  const when = dayAndClock(at, zone);
  if (id !== desk.location.location_id) return <>{`${when} (${zoneName(at, zone)}), ${name}`}</>;
  return <a href={`#/day/${localDate(at, zone)}`}>{when}</a>;
}

interface FiledRequestsProps {
  filed: Filed;
  /** The calls that are owed to them, by location. */
  owed: Schemas["PersonCard"]["open_callbacks"];
}

export function FiledRequests({ filed, owed }: FiledRequestsProps): JSX.Element {
  const open = new Set(Object.values(owed));
  const id = useUniqueId();
  return (
    <section class="card stack" aria-labelledby={id}>
      <h3 id={id}>{t("find.requests")}</h3>
      {filed.status === "reading" && <p class="quiet">{t("find.loading")}</p>}
      {filed.status === "read" && !filed.requests.length && <p class="quiet">{t("find.none")}</p>}
      {filed.requests.map((each) => (
        <div key={each.request_id} class="stack tight">
          <Message request={each} isOwed={open.has(each.callback_id ?? "")} />
          <Flags flags={each.screening} />
        </div>
      ))}
      <button
        type="button"
        class="second start"
        hidden={!filed.hasMore}
        disabled={filed.status === "reading"}
        onClick={filed.more}
      >
        {t(filed.status === "failed" ? "find.try_again" : "find.earlier")}
      </button>
    </section>
  );
}
