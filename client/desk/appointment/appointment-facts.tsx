// What is known of an appointment; what is not known is left out.

import type { ComponentChildren, JSX } from "preact";
import { PhoneLink } from "../../shared/contact-links";
import { clock, dayAndClock } from "../../shared/time";
import { bayName, serviceName } from "../sheet";
import { Icon, StateBadge } from "../ui/icon";
import { t, type WordKey } from "../words";
import type { Appointment } from "./change-appointment";

export interface AppointmentFactsProps {
  appointment: Appointment;
  zone: string;
  showSeries(): void;
}

export function AppointmentFacts(props: AppointmentFactsProps): JSX.Element {
  const { appointment, zone } = props;
  const { phone, email, escort } = appointment;
  const from = dayAndClock(appointment.starts_at, zone);
  return (
    <dl class="visit-facts">
      <Fact name="appointment.fact.state">
        <StateBadge status={appointment.status} />
      </Fact>
      <Fact name="appointment.fact.when">
        {t("day.hours", { from, to: clock(appointment.ends_at, zone) })}
      </Fact>
      <Fact name="appointment.fact.where">
        <bdi>{bayName(appointment.bay)}</bdi>
      </Fact>
      <Fact name="appointment.fact.service">{serviceName(appointment.service_id)}</Fact>
      <Fact name="appointment.fact.reference">{appointment.reference}</Fact>
      <Fact name="appointment.fact.phone">{phone && <PhoneLink phone={phone} />}</Fact>
      <Fact name="appointment.fact.email">
        {email && (
          <a href={`mailto:${encodeURIComponent(email)}`}>
            <bdi>{email}</bdi>
          </a>
        )}
      </Fact>
      <Fact name="appointment.fact.escort">{escort && <bdi>{escortSaid(escort, zone)}</bdi>}</Fact>
      <Fact name="appointment.fact.went_home">{wentHomeSaid(appointment)}</Fact>
      <Fact name="appointment.fact.ready">
        {appointment.status === "booked" && readySaid(appointment.readiness, zone)}
      </Fact>
      <Fact name="appointment.fact.ask">
        {appointment.also_booked && t("appointment.also_booked")}
      </Fact>
      <Fact name="appointment.fact.limits">
        {appointment.beyond_limits && t("appointment.beyond_limits")}
      </Fact>
      <Fact name="appointment.fact.age">{appointment.is_adult && t("appointment.is_adult")}</Fact>
      <Fact name="appointment.fact.reason">{canceledWhy(appointment)}</Fact>
      <Fact name="appointment.fact.series">
        {appointment.series_id && (
          <button type="button" class="link" onClick={props.showSeries}>
            {t("appointment.series")}
          </button>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: WordKey; children: ComponentChildren }) {
  if (!children) return null;
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Why it was canceled, by its cause, in their own words, or both. */
function canceledWhy(of: Appointment): ComponentChildren {
  const { cancel_cause: cause, cancel_reason: reason } = of;
  if (!cause && !reason) return null;
  return (
    <>
      {cause && t(`day.canceled.cause.${cause}`)}
      {cause && reason && ": "}
      {reason && <bdi>{reason}</bdi>}
    </>
  );
}

/** How far they told that they come; by when they were asked to, where they have not. */
function readySaid(readiness: Appointment["readiness"], zone: string): ComponentChildren {
  const { here_at, coming_at, prepared_at, confirm_by } = readiness;
  if (!here_at && !coming_at)
    return confirm_by && t("appointment.ready.open", { when: dayAndClock(confirm_by, zone) });
  const state = here_at ? "here" : prepared_at ? "ready" : "coming";
  return (
    <>
      <Icon name={state} /> {t(`day.readiness.${state}`)}
    </>
  );
}

/** Who took them home, or why nobody did: as the desk said when it was over. */
function wentHomeSaid({ went_home: home }: Appointment): ComponentChildren {
  if (!home) return null;
  return (
    <bdi>{home.name ?? t("appointment.went_home.alone", { why: home.none_because ?? "" })}</bdi>
  );
}

function escortSaid(escort: NonNullable<Appointment["escort"]>, zone: string): string {
  const { name, confirmed_at: confirmed, confirm_by: by } = escort;
  if (confirmed && !name) return t("appointment.escort.confirmed_unnamed");
  if (confirmed && name) return t("appointment.escort.confirmed", { name });
  const known = name ?? t("appointment.escort.nobody");
  return t("appointment.escort.open", { name: known, when: dayAndClock(by, zone) });
}
