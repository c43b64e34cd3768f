// What can be done with an appointment as it now stands.

import type { JSX } from "preact";
import { askReason } from "../reason";
import { t, type WordKey } from "../words";
import type { Appointment, OpenAppointment } from "./change-appointment";

export interface AppointmentActionsProps {
  appointment: Appointment;
  opened: OpenAppointment;
  move(): void;
}

export function AppointmentActions(props: AppointmentActionsProps): JSX.Element {
  const { appointment, opened, move } = props;
  const { status } = appointment;
  const isBooked = status === "booked";
  const isMissed = status === "noshow";
  const hasArrived = status === "arrived";
  const mayCheckIn = isBooked || isMissed;
  return (
    <div class="buttons">
      {isBooked && (
        <Act
          key="cancel"
          words="appointment.act.cancel"
          kind="second danger left"
          act={() => cancel(opened)}
        />
      )}
      {isBooked && (
        <Act key="no-show" words="appointment.act.no-show" act={() => opened.act("no-show")} />
      )}
      {(isBooked || hasArrived) && <Act key="move" words="appointment.act.move" act={move} />}
      {mayCheckIn && (
        <Act
          key="check-in"
          words={isMissed ? "appointment.act.late" : "appointment.act.check-in"}
          kind="first"
          act={() => opened.act("check-in")}
        />
      )}
      {hasArrived && (
        <Act
          key="fulfil"
          words="appointment.act.fulfil"
          kind="first"
          act={() => opened.act("fulfil")}
        />
      )}
    </div>
  );
}

interface ActProps {
  words: WordKey;
  kind?: string;
  act(): void;
}

const Act = ({ words, kind = "second", act }: ActProps): JSX.Element => (
  <button type="button" class={kind} onClick={act}>
    {t(words)}
  </button>
);

async function cancel(opened: OpenAppointment): Promise<void> {
  const reason: string | null = await askReason({
    title: t("appointment.cancel.title"),
    text: t("appointment.cancel.text"),
    yes: t("appointment.cancel.yes"),
    needed: false,
    grave: true,
  });
  if (reason !== null) await opened.act("cancel", reason ? { reason } : {});
}
