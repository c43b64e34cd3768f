// How a person is reached, the calls they are owed, and their appointments ahead.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { MailLink, PhoneLink } from "../../shared/contact-links";
import { bornSaid, dayAndClock, localDate, zoneName } from "../../shared/time";
import { bySaid } from "../call-words";
import { desk, go } from "../desk";
import { serviceName } from "../sheet";
import { Facts } from "../ui/facts";
import { Press } from "../ui/press";
import { t } from "../words";
import { PersonMarks } from "./person-marks";

type Profile = Schemas["Profile"];

export function PersonFacts({ person }: { person: Profile }): JSX.Element {
  const { zone } = desk.location;
  const { phone, email, may_leave_voicemail: leave, date_of_birth: born } = person;
  return (
    <>
      <p class="row">
        <PersonMarks
          isProven={Boolean(person.proven_at ?? person.code_proven_at)}
          isNotToBeContacted={Boolean(person.do_not_contact_since)}
        />
      </p>
      <Facts
        facts={[
          [t("find.phone"), phone && <PhoneLink phone={phone} />],
          [t("find.email"), email && <MailLink email={email} />],
          [
            t("find.voicemail"),
            leave != null && t(leave ? "find.voicemail_yes" : "find.voicemail_no"),
          ],
          [t("find.born"), born && <Born person={person} born={born} />],
          [t("find.first_seen"), dayAndClock(person.first_seen_at, zone)],
        ]}
      />
    </>
  );
}

/** A date of birth, and who found it out: whoever relies on it sees that. */
function Born({ person, born }: { person: Profile; born: string }): JSX.Element {
  const { date_of_birth_by: by, date_of_birth_at: at } = person;
  return (
    <>
      {bornSaid(born)}
      {by && at && (
        <span class="quiet small">
          {` ${t("find.born_by", { who: bySaid(by), when: dayAndClock(at, desk.location.zone) })}`}
        </span>
      )}
    </>
  );
}

/** The locations that owe them a call. */
export function OwedCalls({
  owed,
  isShared,
}: {
  owed: Schemas["PersonCard"]["open_callbacks"];
  /** Others are on the number: it may be them whom the call is owed to. */
  isShared: boolean;
}): JSX.Element {
  return (
    <>
      {Object.keys(owed).map((id) => (
        <p key={id} class="row">
          <span class="badge soon">{t(isShared ? "find.owed_number" : "find.owed")}</span>
          {desk.locationOf(id)?.name ?? id}
          {id === desk.location.location_id && <a href="#/queue">{t("find.to_queue")}</a>}
        </p>
      ))}
    </>
  );
}

type Appointment = Schemas["PersonsAppointment"];

export function AppointmentsAhead({ appointments }: { appointments: Appointment[] }): JSX.Element {
  const first = appointments.find(isHere);
  return (
    <>
      <h3>{t("find.upcoming")}</h3>
      {appointments.length === 0 && <p class="quiet">{t("find.none")}</p>}
      {appointments.length > 0 && (
        <ul class="stack tight">
          {appointments.map((each) => (
            <AppointmentLine
              key={each.appointment_id}
              appointment={each}
              shortcut={each === first ? MOVE_KEY : undefined}
            />
          ))}
        </ul>
      )}
    </>
  );
}

const MOVE_KEY = "m"; // as on the day
const isHere = ({ location_id: id }: Appointment): boolean => id === desk.location.location_id;

interface AppointmentLineProps {
  appointment: Appointment;
  /** The key that moves it. */
  shortcut: string | undefined;
}

/** An appointment, in the time of its own location; on this one's day it can be gone to, or moved. */
function AppointmentLine({ appointment, shortcut }: AppointmentLineProps): JSX.Element {
  const { starts_at: at, service_id: service, location_id: id } = appointment;
  const { name, zone } = desk.locationOf(id) ?? { name: id, zone: desk.location.zone };
  const when = dayAndClock(at, zone);
  if (!isHere(appointment))
    return <li>{`${when} (${zoneName(at, zone)}), ${serviceName(service)}, ${name}`}</li>;
  const day = localDate(at, zone);
  return (
    <li class="row apart">
      <span>
        <a href={`#/day/${day}`}>{when}</a>, {serviceName(service)}
      </span>
      <Press
        shortcut={shortcut}
        isKeyShown
        act={() => go("day", day, "move", appointment.appointment_id)}
      >
        {t("appointment.act.move")}
        <span class="unseen"> {t("find.move", { when })}</span>
      </Press>
    </li>
  );
}
