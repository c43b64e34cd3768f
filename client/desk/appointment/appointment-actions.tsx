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
import { askWayHome, isWayHomeAsked } from "./way-home";

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
      <WayBack opened={opened} appointment={appointment} zone={props.zone} now={now} />
      <div class="buttons">
        {isBooked && (
          <Act
            key="cancel"
            words="appointment.act.cancel"
            kind="second danger left"
            act={() => cancel(opened, appointment)}
          />
        )}
        {steps.later.map(({ step }) => (
          <Act key={`later-${step}`} words={`appointment.act.${step}`} act={() => {}} isLater />
        ))}
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
            act={() => complete(opened, appointment)}
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
  /** Its time has not come: from when on it can be pressed is said beside it. */
  isLater?: boolean;
}

const Act = ({ words, kind = "second", act, isLater = false }: ActProps): JSX.Element => (
  <button
    type="button"
    class={kind}
    disabled={isLater}
    aria-describedby={isLater ? "not-yet" : undefined}
    onClick={act}
  >
    {t(words)}
  </button>
);

interface WayBackProps extends Pick<AppointmentActionsProps, "opened" | "appointment" | "zone"> {
  now: number;
}

/** The last thing that was said of its day can be taken back for a while. */
function WayBack({ opened, appointment, zone, now }: WayBackProps): JSX.Element | null {
  const { undo } = appointment;
  if (!undo || Date.parse(undo.until) < now) return null;
  const { step, until } = undo;
  return (
    <p class="small">
      <button type="button" class="link" onClick={() => opened.act("undo", { step })}>
        {t(`appointment.undo.${step}`)}
      </button>{" "}
      <span class="quiet">{t("appointment.undo.until", { when: dayAndClock(until, zone) })}</span>
    </p>
  );
}

/** It took place; without an escort it is asked how they got home. */
async function complete(opened: OpenAppointment, appointment: Appointment): Promise<boolean> {
  if (!isWayHomeAsked(appointment)) return opened.act("fulfil");
  const escort = await askWayHome(appointment);
  return escort !== null && opened.act("fulfil", { escort });
}

/** It took place: they may book what comes next by themselves. */
async function inviteAfter(
  opened: OpenAppointment,
  appointment: Appointment,
  serviceId?: string,
): Promise<void> {
  const isDone = appointment.status === "fulfilled" || (await complete(opened, appointment));
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
