// What stands in an appointment's dialog: what went wrong, the facts, the escort, what can be done.

import type { JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { AppointmentMessages } from "../messages/appointment-messages";
import { t } from "../words";
import { AppointmentActions } from "./appointment-actions";
import { AppointmentFacts } from "./appointment-facts";
import type { OpenAppointment } from "./change-appointment";
import { EscortForm } from "./escort-form";
import { NotesPanel } from "./notes-panel";
import { StatedForms } from "./stated-forms";

export interface AppointmentContentProps {
  opened: OpenAppointment;
  zone: string;
  /** What was shown has changed: the focus may have to be put somewhere. */
  refocus(): void;
  move(): void;
  showSeries(): void;
}

export function AppointmentContent(props: AppointmentContentProps): JSX.Element {
  const { opened, zone } = props;
  const appointment = opened.appointment.value;
  useLayoutEffect(() => props.refocus(), [appointment]);
  return (
    <>
      <p class="wrong" role="alert">
        {opened.told.value}
      </p>
      <div class="stack visit">
        {!appointment && <p class="quiet">{t("appointment.loading")}</p>}
        {appointment && (
          <>
            <AppointmentFacts appointment={appointment} zone={zone} showSeries={props.showSeries} />
            <StatedForms appointmentId={appointment.appointment_id} />
            <EscortForm
              appointment={appointment}
              confirm={(name) => opened.act("escort", { name })}
            />
            <NotesPanel
              appointment={appointment}
              zone={zone}
              add={(note) => opened.act("note", { note })}
            />
            <AppointmentMessages appointmentId={appointment.appointment_id} />
            <AppointmentActions
              appointment={appointment}
              opened={opened}
              zone={zone}
              move={props.move}
            />
          </>
        )}
      </div>
    </>
  );
}
