// The people whom a callback is owed to: what each asked, and whom an outcome is about.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { outcomeSaid, reasonSaid, URGENCIES } from "../call-words";
import { t, tn } from "../words";
import { wishesSaid } from "./caller-times";
import type { CallbackCard } from "./held-call";

export type PersonInCall = Schemas["PersonInCall"];

/** Those who are owed an answer, the gravest first. */
export const owedIn = ({ people }: Pick<CallbackCard, "people">): PersonInCall[] =>
  people.filter((person) => !person.outcome);

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

interface PeopleInsideProps {
  card: CallbackCard;
  /** The id of the person chosen, or null. */
  chosen: string | null;
  isOff: boolean;
  onChoose: (personId: string) => void;
}

export function PeopleInside(props: PeopleInsideProps): JSX.Element | null {
  const { card, chosen, isOff, onChoose } = props;
  if (card.people.length < 2) return null;
  return (
    <fieldset class="stack tight people">
      <legend>{t("card.people")}</legend>
      {card.people.map((person) => {
        const told = <Told person={person} />;
        const id = person.person_id;
        if (person.outcome || !isAskedWho(card)) return <p key={id}>{told}</p>;
        return (
          <label key={id}>
            <input
              type="radio"
              name="person"
              checked={chosen === id}
              disabled={isOff}
              onChange={() => onChoose(id)}
            />{" "}
            {told}
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
  const { reason, urgency, outcome, do_not_contact: isLeft } = person;
  const said = [
    reasonSaid(reason),
    urgency !== "routine" && URGENCIES[urgency],
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
