// An appointment as it is now, and what can be done about it.

import type { JSX } from "preact";
import { PhoneLink } from "../../shared/contact-links";
import { AppointmentKeepers, AppointmentFacts as Facts, whenAt } from "../appointment";
import { changeLine, useChangeable } from "../change-until";
import { CopyLink } from "../copy-link";
import { addressOf } from "../links";
import { PAGE, t } from "../page";
import { Around } from "../parts";
import { ProveAddress } from "../proof/prove-address";
import { Title } from "../title";
import { EscortPart } from "./escort-part";
import { HelpPanel } from "./help-panel";
import type { Managed, Seen, Told } from "./manage-appointment";
import { ReadyPart } from "./ready-part";

export { Facts };

export interface SeenAppointmentProps {
  managed: Managed;
  seen: Seen;
  told: Told | null;
}

export function SeenAppointment({ managed, seen, told }: SeenAppointmentProps): JSX.Element {
  const { appointment, place } = seen;
  const isOver = Date.parse(appointment.ends_at) <= Date.now();
  const takesPlace = !isOver && !appointment.clinic_closed;
  if (appointment.status === "cancelled") return <Cancelled seen={seen} />;
  return (
    <>
      <Title describedBy={told ? "told" : undefined}>{t("manage.title")}</Title>
      {told && (
        <p class="told" id="told">
          {t(told)}
        </p>
      )}
      {appointment.status === "booked" ? (
        <>
          <p class="lead">{t("manage.greeting", { name: appointment.first_name })}</p>
          <ClinicClosed seen={seen} />
          <Facts {...seen} />
          {!appointment.clinic_closed && (
            <AppointmentKeepers appointment={appointment} place={place} />
          )}
          {managed.passedOn && (
            <p>
              <CopyLink address={addressOf("manage", managed.passedOn)} />
            </p>
          )}
          <Proof managed={managed} seen={seen} />
          {takesPlace && <ReadyPart managed={managed} seen={seen} />}
          {appointment.escort && !appointment.clinic_closed && (
            <EscortPart
              managed={managed}
              escort={appointment.escort}
              place={place}
              isOver={isOver}
            />
          )}
          {!isOver && <Changes managed={managed} seen={seen} />}
        </>
      ) : (
        <>
          <Facts {...seen} />
          <p>
            <Standing seen={seen} />
          </p>
        </>
      )}
    </>
  );
}

/** It cannot take place: the clinic is closed then, and calls. */
function ClinicClosed({ seen }: { seen: Seen }): JSX.Element | null {
  const { clinic_closed: closed } = seen.appointment;
  if (!closed) return null;
  return (
    <p class="notice" id="clinic-closed" role="status">
      <strong>
        {closed.reason
          ? t("manage.clinic_closed_for", { reason: closed.reason })
          : t("manage.clinic_closed")}
      </strong>{" "}
      {t("manage.clinic_will_call")}
    </p>
  );
}

/** Only where a mail led here. */
function Proof({ managed, seen }: { managed: Managed; seen: Seen }): JSX.Element | null {
  const { named } = managed;
  const proof = managed.proof.value;
  if (!proof || !named) return null;
  return (
    <ProveAddress
      ask={managed.ask}
      opens="appointment"
      named={named}
      name={seen.appointment.first_name}
      proof={proof}
      onProven={() => {
        managed.proof.value = "proven";
      }}
    />
  );
}

/** How it stands with an appointment that is under way or past. */
function Standing({ seen }: { seen: Seen }): JSX.Element {
  const { status } = seen.appointment;
  if (status !== "noshow") return <>{t(status === "arrived" ? "manage.arrived" : "manage.over")}</>;
  return (
    <Around text="manage.missed" hole="phone">
      <PhoneLink phone={seen.place.phone} class="phone" />
    </Around>
  );
}

/** It cannot be changed here. */
export const CallUs = ({ seen, why }: { seen: Seen; why: string }): JSX.Element => (
  <p>
    <Around text={why} hole="phone">
      <PhoneLink phone={seen.place.phone} class="phone" />
    </Around>
  </p>
);

function Changes({ managed, seen }: { managed: Managed; seen: Seen }): JSX.Element | null {
  const { appointment, place } = seen;
  const isChangeable = useChangeable(appointment);
  if (!isChangeable && appointment.clinic_closed) return null; // we call, from a line that is closed
  if (!isChangeable) return <CallUs seen={seen} why="manage.too_late" />;
  return (
    <div class="changes">
      {appointment.moves_online ? (
        <p class="hint">{changeLine(appointment, place)}</p>
      ) : (
        <CallUs seen={seen} why="manage.move_by_phone" />
      )}
      <div class="row">
        {appointment.moves_online && (
          <button type="button" class="second" onClick={() => managed.chooseTime()}>
            {t("manage.move")}
          </button>
        )}
        <button type="button" class="second" onClick={() => managed.askToCancel()}>
          {t("manage.cancel")}
        </button>
      </div>
    </div>
  );
}

const Cancelled = ({ seen }: { seen: Seen }): JSX.Element => (
  <>
    {seen.appointment.shows_help && <HelpPanel />}
    <Title>{t("manage.cancelled")}</Title>
    <p class="when past">{whenAt(seen.appointment.starts_at, seen.place)}</p>
    <p>{t(seen.service.online ? "manage.cancelled_online" : "manage.cancelled_text")}</p>
    <a class="first button" href={PAGE.base + window.location.search}>
      {t(seen.service.online ? "manage.book_another" : "manage.request")}
    </a>
  </>
);
