// The page of one appointment: see it, move it, cancel it, say who comes along.

import type { JSX } from "preact";
import { PhoneLink } from "../../shared/contact-links";
import { Fact, whenAt } from "../appointment";
import { t } from "../page";
import { Failed, Loading, NoSuch } from "../page-states";
import { Around, Press, useTurn } from "../parts";
import { Times } from "../times/week";
import { Title } from "../title";
import { AskToCancel } from "./ask-to-cancel";
import { HelpPanel } from "./help-panel";
import type { Managed, Seen, Step } from "./manage-appointment";
import { CallUs, Facts, SeenAppointment } from "./seen-appointment";

export function ManagePage({ managed }: { managed: Managed }): JSX.Element {
  const step = managed.step.value;
  return <Shown key={useTurn(step)} managed={managed} step={step} />;
}

interface ShownProps {
  managed: Managed;
  step: Step;
}

function Shown({ managed, step }: ShownProps): JSX.Element {
  switch (step.name) {
    case "loading":
      return <Loading title="manage.title" text="manage.loading" />;
    case "incomplete":
      return <NoSuch title="manage.incomplete" text="manage.incomplete_text" />;
    case "unknown":
      return <NoSuch title="manage.unknown" text="manage.unknown_text" />;
    case "failed":
      return <Failed title="manage.failed" text="manage.failed_text" again={step.again} />;
    default:
      return managed.seen.value ? (
        <>
          {managed.showsHelp.value && <HelpPanel />}
          <OfOne managed={managed} step={step} seen={managed.seen.value} />
        </>
      ) : (
        <Loading title="manage.title" text="manage.loading" />
      );
  }
}

interface OfOneProps extends ShownProps {
  seen: Seen;
}

/** What is shown of an appointment that was read. */
function OfOne({ managed, step, seen }: OfOneProps): JSX.Element | null {
  switch (step.name) {
    case "seen":
      return <SeenAppointment managed={managed} seen={seen} told={step.told} />;
    case "unsure":
      return <Unsure seen={seen} label={step.label} again={step.again} />;
    case "too-late":
      return <NotHere seen={seen} why="manage.too_late" />;
    case "by-phone":
      return <NotHere seen={seen} why="manage.move_by_phone" />;
    case "cancelling":
      return <AskToCancel managed={managed} seen={seen} />;
    case "moving":
      return <ChooseTime managed={managed} seen={seen} />;
    case "moving-to":
      return <AskToMove managed={managed} seen={seen} start={step.start} />;
    default:
      return null;
  }
}

interface SeenProps {
  managed: Managed;
  seen: Seen;
}

const Unsure = (props: { seen: Seen; label: string; again(): Promise<void> }): JSX.Element => (
  <>
    <Title>{t("manage.unsure")}</Title>
    <p>
      <Around text="manage.unsure_text" hole="phone">
        <PhoneLink phone={props.seen.place.phone} class="phone" />
      </Around>
    </p>
    <Facts {...props.seen} />
    <Press class="first" busy={t(props.label)} onPress={props.again}>
      {t("times.again")}
    </Press>
  </>
);

const NotHere = ({ seen, why }: { seen: Seen; why: string }): JSX.Element => (
  <>
    <Title>{t("manage.title")}</Title>
    <Facts {...seen} />
    <CallUs seen={seen} why={why} />
  </>
);

const Back = ({ managed, label }: { managed: Managed; label: string }): JSX.Element => (
  <Press class="second" onPress={() => managed.open()}>
    {t(label)}
  </Press>
);

function ChooseTime({ managed, seen }: SeenProps): JSX.Element {
  const { appointment, place } = seen;
  const told = managed.toldOfTime.value;
  return (
    <>
      <Title>{t("manage.move_title")}</Title>
      <p class="hint">
        {t("manage.move_from")}: {whenAt(appointment.starts_at, place)}
      </p>
      <Times
        times={managed.times()}
        place={place}
        said={told ? t(told.what, { time: whenAt(told.start, place) }) : ""}
        choose={(start) => managed.askToMove(start)}
      />
      <Back managed={managed} label="manage.keep" />
    </>
  );
}

function AskToMove({ managed, seen, start }: SeenProps & { start: string }): JSX.Element {
  const { appointment, place } = seen;
  return (
    <>
      <Title>{t("manage.move_sure")}</Title>
      <dl class="facts">
        <Fact name={t("manage.move_from")}>{whenAt(appointment.starts_at, place)}</Fact>
        <Fact name={t("manage.move_to")}>
          <span class="when">{whenAt(start, place)}</span>
        </Fact>
      </dl>
      <Press class="first" busy={t("manage.moving")} onPress={() => managed.move(start)}>
        {t("manage.move_yes")}
      </Press>
      <button type="button" class="second" onClick={() => managed.chooseTime()}>
        {t("manage.move_other")}
      </button>
      <Back managed={managed} label="manage.keep" />
    </>
  );
}
