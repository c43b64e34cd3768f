// What is known of one person, what is ahead for them, and their history.

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get, Problem } from "../api";
import { openBooking } from "../booking";
import { Timeline } from "../card/timeline";
import { desk } from "../desk";
import { messageOf } from "../failure-words";
import { StatedFlags, type StatedFlagsProps, withFlag } from "../flags/stated-flags";
import { InvitationList } from "../invitations/invitation-list";
import { PersonRecord } from "../record/person-record";
import { isManager } from "../session";
import { KeyHint } from "../ui/key-hint";
import { t } from "../words";
import { Collected } from "./collected";
import { openCorrect } from "./correct-person";
import { FiledRequests, PastAppointments } from "./filed-lists";
import { logTheirCall } from "./log-their-call";
import { OtherNames } from "./other-names";
import { AppointmentsAhead, OwedCalls, PersonFacts } from "./person-facts";
import { PersonMessages } from "./person-messages";
import { PersonNotes } from "./person-notes";
import { StatedList } from "./stated-list";
import { useFiled } from "./use-filed";
import { WhoSaw } from "./who-saw";

type Card = Schemas["PersonCard"];
type State = "loading" | { card: Card } | { wrong: string; mayTryAgain: boolean };

export function PersonDetails({ personId }: { personId: string }): JSX.Element {
  const [state, setState] = useState<State>("loading");
  const isShown = useRef(true); // a way back may be taken when it is not any more

  async function load(): Promise<void> {
    const location = desk.location.location_id; // there they are found by name from now on
    if (!isShown.current) return;
    setState("loading");
    try {
      const { data } = await get<Card>(`people/${personId}?location_id=${location}`);
      setState({ card: data });
    } catch (failure) {
      const isGone = failure instanceof Problem && failure.status === 404;
      setState({ wrong: messageOf(failure), mayTryAgain: !isGone });
    }
  }

  useEffect(() => {
    load();
    return () => {
      isShown.current = false;
    };
  }, []);

  if (state === "loading") return <p class="quiet">{t("find.loading")}</p>;
  if ("card" in state) {
    const { card } = state;
    const noted = (note: Card["notes"][number]) =>
      setState({ card: { ...card, notes: [note, ...card.notes] } });
    const marked = (flag: Card["flags"][number]) =>
      setState({ card: { ...card, flags: withFlag(card.flags, flag) } });
    return <Shown card={card} again={load} noted={noted} marked={marked} />;
  }
  return (
    <div class="card row">
      <p role="alert">{state.wrong}</p>
      {state.mayTryAgain && (
        <button type="button" class="second" onClick={load}>
          {t("find.try_again")}
        </button>
      )}
    </div>
  );
}

interface ShownProps {
  card: Card;
  again: () => void;
  noted: (note: Card["notes"][number]) => void;
  marked: StatedFlagsProps["changed"];
}

function Shown({ card, again, noted, marked }: ShownProps): JSX.Element {
  const { person } = card;
  const { name, phone, email } = person;
  const nameShown = name || t("find.no_name");
  const head = useRef<HTMLHeadingElement>(null);
  const filed = useFiled(person.person_id);
  useLayoutEffect(() => head.current?.focus(), []);

  async function book(): Promise<void> {
    if (await openBooking({ name, phone, email, seriesAllowed: true })) again();
  }

  return (
    <>
      <div class="card stack">
        <div class="row apart">
          <h2 tabIndex={-1} ref={head}>
            <bdi>{nameShown}</bdi>
          </h2>
          <div class="row">
            <button
              type="button"
              class="second"
              aria-keyshortcuts="c"
              onClick={() => openCorrect(person, again)}
            >
              {t("find.correct.open")} <KeyHint of="c" />
            </button>
            <button
              type="button"
              class="second"
              aria-keyshortcuts="i"
              onClick={() => logTheirCall(person, again)}
            >
              {t("find.log")} <KeyHint of="i" />
            </button>
            <button type="button" class="first" aria-keyshortcuts="b" onClick={book}>
              {t("find.book")} <KeyHint of="b" />
            </button>
          </div>
        </div>
        <PersonFacts person={person} />
        <StatedFlags flags={card.flags} changed={marked} />
        <OwedCalls owed={card.open_callbacks} isShared={card.same_point.length > 0} />
        <AppointmentsAhead appointments={card.appointments_ahead} />
        <Collected card={card} changed={again} />
      </div>
      <PersonNotes card={card} added={noted} />
      <OtherNames card={card} changed={again} />
      {/* What is read later stands below: no button moves away under a finger. */}
      <PastAppointments filed={filed} ahead={card.appointments_ahead} />
      <InvitationList guest={person} invitations={filed.invitations} changed={filed.again} />
      <FiledRequests filed={filed} owed={card.open_callbacks} />
      <StatedList stated={filed.stated} />
      <PersonMessages personId={person.person_id} />
      <div class="card stack">
        <h3>{t("find.history")}</h3>
        <div class="stack">
          <Timeline path={`people/${person.person_id}/timeline`} />
        </div>
      </div>
      {isManager() && <WhoSaw personId={person.person_id} />}
      {isManager() && <PersonRecord personId={person.person_id} name={nameShown} />}
    </>
  );
}
