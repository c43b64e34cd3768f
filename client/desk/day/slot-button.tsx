// One slot of the day, as a button: when, in what state, and who comes.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { clock, shortClock, span } from "../../shared/time";
import { desk } from "../desk";
import { Glances } from "../flags/glances";
import {
  type AppointmentBrief,
  alsoBookedWords,
  escortWords,
  hoursOf,
  isEscortMissing,
  minutesOf,
  notesWords,
  type Place,
  readinessWords,
  type SlotLine,
  serviceName,
  stateOf,
  stateWord,
} from "../sheet";
import { Icon } from "../ui/icon";
import { t } from "../words";
import { minutesHere, recoveryIn } from "./appointment-times";
import { serviceLook } from "./service-look";

const SHORT = 45; // minutes: less has no room for two lines

export interface SlotButtonProps {
  place: Place;
  zone: string;
  now: number;
  /** True for the one slot that the tab key comes to. */
  isCurrent: boolean;
  /** While an appointment is moved: whether it can go here. */
  move: "target" | "over" | "closed" | null;
  onChoose(place: Place): void;
  onFocus(place: Place): void;
  onKey(place: Place, event: KeyboardEvent): void;
}

export function SlotButton(props: SlotButtonProps): JSX.Element {
  const { place, zone, now, isCurrent, move } = props;
  const { slot, bay } = place;
  const [isChanged, seen] = useChanged(JSON.stringify([slot, bay.name]));
  const classes = [
    "slot",
    `is-${stateOf(slot)}`,
    slot.appointment && serviceLook(slot.appointment.service_id, desk.clinic.services),
    minutesOf(slot) < SHORT && "short",
    Date.parse(slot.ends_at) <= now && "past",
    (move === "target" || move === "over") && "target",
    move === "over" && "over",
    isChanged && "changed",
  ];
  return (
    <button
      type="button"
      class={classes.filter(Boolean).join(" ")}
      data-slot={slot.slot_id}
      tabIndex={isCurrent ? 0 : -1}
      aria-disabled={move === "closed" ? "true" : undefined}
      onClick={() => props.onChoose(place)}
      onFocus={() => props.onFocus(place)}
      onKeyDown={(event) => props.onKey(place, event)}
      onAnimationEnd={seen}
    >
      <Unseen text={`${bay.name}, `} />
      <When place={place} zone={zone} now={now} />
      {slot.appointment && <Glances flags={slot.flags} />}
      {slot.appointment && <Who appointment={slot.appointment} now={now} />}
      {slot.appointment && <Recovery slot={slot} zone={zone} />}
      {slot.block_reason && (
        <>
          <Unseen text=", " />
          <span class="what">
            <bdi>{slot.block_reason}</bdi>
          </span>
        </>
      )}
    </button>
  );
}

/** The name that it is read out by is what is seen, with what its place says to the eye. */
const Unseen = ({ text }: { text: string }) => <span class="unseen">{text}</span>;

function When({ place, zone, now }: Pick<SlotButtonProps, "place" | "zone" | "now">): JSX.Element {
  const { slot } = place;
  const start = shortClock(slot.starts_at, zone);
  const half = clock(slot.starts_at, zone).slice(start.length);
  const rest = half + hoursOf(slot, zone).slice(clock(slot.starts_at, zone).length);
  return (
    <span class="when">
      <Icon name={stateOf(slot)} />
      <time>{start}</time>
      <Unseen text={`${rest}, `} />
      <span>{stateWord(slot, now)}</span>
      {slot.flags?.some((each) => !each.discussed_at) && (
        <span class="stated open">
          <Icon name="flag" />
        </span>
      )}
    </span>
  );
}

interface WhoProps {
  appointment: AppointmentBrief;
  now: number;
}

/** What the patient told themselves: by a shape and a word. */
function Told({ appointment }: { appointment: AppointmentBrief }): JSX.Element | null {
  const words = readinessWords(appointment);
  if (!words || !appointment.readiness) return null;
  return (
    <>
      <Unseen text=", " />
      <span class="told">
        <Icon name={appointment.readiness} />
        {words}
      </span>
    </>
  );
}

function Who({ appointment, now }: WhoProps): JSX.Element {
  const escort = escortWords(appointment);
  const isEscortOpen = isEscortMissing(appointment);
  const alsoBooked = alsoBookedWords(appointment);
  const notes = notesWords(appointment);
  const here = minutesHere(appointment, now);
  return (
    <>
      <Unseen text=", " />
      <span class="visitor">
        <strong class="who">
          <bdi>{appointment.first_name}</bdi>
        </strong>
        <Unseen text=", " /> <span class="what service">{serviceName(appointment.service_id)}</span>
        {here !== null && (
          <>
            <Unseen text=", " /> <span class="what">{t("day.here_for", { span: span(here) })}</span>
          </>
        )}
      </span>
      <Told appointment={appointment} />
      {escort && <Unseen text={isEscortOpen ? ", " : `, ${escort}`} />}
      {isEscortOpen && (
        <span class="flag">
          <Icon name="escort" />
          {escort}
        </span>
      )}
      {alsoBooked && (
        <>
          <Unseen text=", " />
          <span class="flag">{alsoBooked}</span>
        </>
      )}
      {notes && (
        <>
          <Unseen text=", " />
          <span class="what">
            <Icon name="note" /> {notes}
          </span>
        </>
      )}
    </>
  );
}

/** The time after the treatment in which the bay is still taken, hatched. */
function Recovery({ slot, zone }: { slot: SlotLine; zone: string }): JSX.Element | null {
  const recovery = recoveryIn(slot, desk.service(slot.appointment?.service_id));
  if (!recovery || slot.appointment?.status === "noshow") return null;
  const size = { "--recovery-after": recovery.after, "--recovery-share": recovery.share };
  return (
    <>
      <Unseen text={`, ${t("day.recovery", { time: clock(recovery.from, zone) })}`} />
      <span class="recovery" style={size} />
    </>
  );
}

/** True from when `content` became another one until that was seen. */
function useChanged(content: string): [boolean, () => void] {
  const known = useRef(content);
  const [changed, setChanged] = useState<string | null>(null);
  if (known.current !== content) {
    known.current = content;
    setChanged(content);
  }
  return [changed === content, () => setChanged(null)];
}
