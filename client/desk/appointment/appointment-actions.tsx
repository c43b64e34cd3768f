// What can be done with an appointment as it now stands.

import type { JSX } from "preact";
import { dayAndClock } from "../../shared/time";
import { AskedByField } from "../asked-by-field";
import { desk } from "../desk";
import { inviteTo, openInvite } from "../invitations/invite";
import { askReason } from "../reason";
import { servicesHere } from "../sheet";
import { Check } from "../ui/field";
import { useNow } from "../ui/hooks";
import { t, type WordKey } from "../words";
import type { Appointment, OpenAppointment } from "./change-appointment";
import { type NextSteps, nextSteps } from "./next-steps";

const TICK = 10000; // milliseconds

export interface AppointmentActionsProps {
  appointment: Appointment;
  opened: OpenAppointment;
  zone: string;
  move(): void;
}

export function AppointmentActions(props: AppointmentActionsProps): JSX.Element {
  const { appointment, opened, move } = props;
  const { status } = appointment;
  const now = useNow(TICK);
  const steps = nextSteps(appointment, now);
  const isBooked = status === "booked";
  const isMissed = status === "noshow";
  const hasArrived = status === "arrived";
  return (
    <>
      <NotYet later={steps.later} zone={props.zone} />
      <div class="buttons">
        {isBooked && (
          <Act
            key="cancel"
            words="appointment.act.cancel"
            kind="second danger left"
            act={() => cancel(opened, appointment)}
          />
        )}
        {steps.now.includes("no-show") && (
          <Act key="no-show" words="appointment.act.no-show" act={() => opened.act("no-show")} />
        )}
        {isConfirmAsked(appointment, now) && (
          <Act key="confirm" words="appointment.act.confirm" act={() => opened.act("confirm")} />
        )}
        {(isBooked || hasArrived) && <Act key="move" words="appointment.act.move" act={move} />}
        {steps.now.includes("check-in") && (
          <Act
            key="check-in"
            words={isMissed ? "appointment.act.late" : "appointment.act.check-in"}
            kind="first"
            act={() => opened.act("check-in")}
          />
        )}
        {(steps.now.includes("fulfil") || status === "fulfilled") &&
          nextServices(appointment).map(([id, service]) => (
            <button
              key={id}
              type="button"
              class="second"
              onClick={() => inviteAfter(opened, appointment, id)}
            >
              {t(status === "fulfilled" ? "invite.to" : "appointment.act.fulfil_invite_to", {
                service,
              })}
            </button>
          ))}
        {(steps.now.includes("fulfil") || status === "fulfilled") && (
          <Act
            key="invite"
            words={status === "fulfilled" ? "invite.open" : "appointment.act.fulfil_invite"}
            act={() => inviteAfter(opened, appointment)}
          />
        )}
        {steps.now.includes("fulfil") && (
          <Act
            key="fulfil"
            words="appointment.act.fulfil"
            kind="first"
            act={() => opened.act("fulfil")}
          />
        )}
      </div>
    </>
  );
}

/** They have not said that they come, and still may: here, or to whoever has them on the phone. */
const isConfirmAsked = (of: Appointment, now: number): boolean =>
  of.status === "booked" && !of.readiness.coming_at && Date.parse(of.starts_at) > now;

/** What is not offered yet, and from when it will be. */
function NotYet({ later, zone }: Pick<NextSteps, "later"> & { zone: string }): JSX.Element | null {
  if (!later.length) return null;
  return (
    <p class="quiet small" id="not-yet">
      {later
        .map(({ step, from }) => t(`appointment.from.${step}`, { when: dayAndClock(from, zone) }))
        .join(" ")}
    </p>
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

/** It took place: they may book what comes next by themselves. */
async function inviteAfter(
  opened: OpenAppointment,
  appointment: Appointment,
  serviceId?: string,
): Promise<void> {
  const isDone = appointment.status === "fulfilled" || (await opened.act("fulfil"));
  if (!isDone) return;
  if (serviceId) await inviteTo(appointment, serviceId, appointment.language ?? "en");
  else openInvite(appointment);
}

/** What the appointment leads to, by id, with the name that each has. */
const nextServices = (of: Appointment): [string, string][] => {
  const next = desk.service(of.service_id)?.leads_to ?? [];
  return servicesHere()
    .filter(({ service_id: id }) => next.includes(id))
    .map(({ service_id, name }) => [service_id, name]);
};

/** Ask why, and whether the call that this appointment had answered is owed again. */
async function cancel(opened: OpenAppointment, appointment: Appointment): Promise<void> {
  let owesCall = false;
  let askedBy = "";
  const reason: string | null = await askReason({
    title: t("appointment.cancel.title"),
    text: t("appointment.cancel.text"),
    yes: t("appointment.cancel.yes"),
    needed: false,
    grave: true,
    before: (
      <AskedByField
        onChange={(name) => {
          askedBy = name;
        }}
      />
    ),
    beside: appointment.callback_id && (
      <Check
        label={t("appointment.cancel.owe_call")}
        onChange={(isChecked) => {
          owesCall = isChecked;
        }}
      />
    ),
  });
  if (reason === null) return;
  await opened.act("cancel", {
    reason: reason || undefined,
    owe_call: owesCall || undefined,
    asked_by: askedBy || undefined,
  });
}
