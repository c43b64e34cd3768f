// The people whom a callback is owed to: what each asked, and whom an outcome is about.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { outcomeSaid, reasonSaid, URGENCIES } from "../call-words";
import { useUniqueId } from "../ui/hooks";
import { KeyHint } from "../ui/key-hint";
import { t, tn } from "../words";
import { wishesSaid } from "./caller-times";
import type { CallbackCard } from "./held-call";
import type { Whom } from "./use-whom";

export type PersonInCall = Schemas["PersonInCall"];

/** Those who are owed an answer, the gravest first. */
export const owedIn = ({ people }: Pick<CallbackCard, "people">): PersonInCall[] =>
  people.filter((person) => !person.outcome);

/** The names of those who are still owed an answer, but for the one whom it was just given. */
export const waitingSaid = (card: Pick<CallbackCard, "people">, answered?: string | null): string =>
  owedIn(card)
    .filter(({ person_id: id }) => id !== answered)
    .map(({ name }) => name || t("card.no_name"))
    .join(", ");

/** True if an outcome has to say whom it is about. */
export const isAskedWho = (card: CallbackCard): boolean => owedIn(card).length > 1;

/** The one whom an outcome is about: the only one owed, or the chosen one of several, if any is. */
export const personMeant = (
  card: CallbackCard,
  chosen: string | null,
): PersonInCall | undefined => {
  if (!isAskedWho(card)) return owedIn(card)[0] ?? card.people[0];
  return owedIn(card).find(({ person_id: id }) => id === chosen);
};

/** Which of those who are owed an answer the key chooses: one after the other, and then anew. */
export function nextOf(card: Pick<CallbackCard, "people">, chosen: string | null): string {
  const ids = owedIn(card).map(({ person_id: id }) => id);
  return ids[(ids.indexOf(chosen ?? "") + 1) % ids.length] ?? "";
}

const KEY = "p";

interface PeopleInsideProps {
  card: CallbackCard;
  whom: Whom;
  isOff: boolean;
}

export function PeopleInside(props: PeopleInsideProps): JSX.Element | null {
  const { card, isOff } = props;
  const { chosen, missed, choose } = props.whom;
  const fields = useRef<HTMLFieldSetElement>(null);
  const wrongId = useUniqueId();
  useLayoutEffect(() => {
    if (missed) fields.current?.querySelector<HTMLElement>("input:enabled")?.focus();
  }, [missed]);
  if (card.people.length < 2) return null;
  const next = nextOf(card, chosen);
  return (
    <fieldset class="stack tight people" aria-describedby={wrongId} ref={fields}>
      <legend>{t("card.people")}</legend>
      <p class="wrong" role="alert" id={wrongId}>
        {missed > 0 && isAskedWho(card) && t("outcome.who")}
      </p>
      {card.people.map((person) => {
        const told = <Told person={person} />;
        const id = person.person_id;
        if (person.outcome || !isAskedWho(card)) return <p key={id}>{told}</p>;
        return (
          <label key={id}>
            <input
              type="radio"
              name="person"
              aria-keyshortcuts={id === next ? KEY : undefined}
              checked={chosen === id}
              disabled={isOff}
              onChange={() => choose(id)}
            />{" "}
            {told} {id === next && <KeyHint of={KEY} />}
          </label>
        );
      })}
    </fieldset>
  );
}

const Told = ({ person }: { person: PersonInCall }): JSX.Element => (
  <>
    <bdi class="name">{person.name || t("card.no_name")}</bdi>{" "}
    <span class="quiet">{aboutSaid(person)}</span>
    {!person.outcome &&
      wishesSaid(person.occasions, Date.now()).map((wish) => (
        <span key={wish} class="small">
          {" "}
          {wish}
        </span>
      ))}
  </>
);

const askerSaid = ({ asked_by: names }: PersonInCall): string =>
  names.length
    ? t("queue.row.asked_by", { name: names.join(", ") })
    : t("queue.row.asked_by_another");

function aboutSaid(person: PersonInCall): string {
  const { reason, urgency, outcome, do_not_contact: isLeft, read_first: isReadFirst } = person;
  const said = [
    reasonSaid(reason),
    urgency !== "routine" && URGENCIES[urgency],
    isReadFirst && t("queue.row.read_first"),
    isLeft && t("card.do_not_contact"),
    person.by_another && askerSaid(person),
    outcome && outcomeSaid(outcome),
  ];
  return said.filter(Boolean).join(" · ");
}

/** What staff should know of the number before they call. */
export function Marks({ card }: { card: CallbackCard }): JSX.Element {
  const marks = [
    card.do_not_contact && t("card.somebody_do_not_contact"),
    card.booked_meanwhile && t("card.booked_meanwhile"),
    card.beyond > 0 && tn("card.beyond", card.beyond),
    card.snooze_note && t("card.snooze_note", { note: card.snooze_note }),
  ];
  return (
    <div class="stack tight">
      {marks.filter(Boolean).map((mark) => (
        <p key={mark} class="small">
          {mark}
        </p>
      ))}
    </div>
  );
}
