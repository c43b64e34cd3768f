// Others whom a person may be: what staff know of that, and how they say it.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { ask } from "../ui/dialog";
import { KeyHint } from "../ui/key-hint";
import { t } from "../words";
import { type LinkVerb, linkPeople } from "./link-people";
import { nameSaid } from "./name-said";
import { PersonMarks } from "./person-marks";

type Card = Schemas["PersonCard"];
type Found = Schemas["PersonFound"];

const MOST_KEYS = 9;

interface OtherNamesProps {
  card: Card;
  /** Called after each change. */
  changed(): void;
}

export function OtherNames({ card, changed }: OtherNamesProps): JSX.Element {
  const isBusy = useRef(false);
  const others = card.same_point.filter((each) => !each.linked);
  const likely = [...others].sort((one, other) => Number(other.alike) - Number(one.alike));

  async function link(verb: LinkVerb, other: Found): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    const isAlike = likely.some((each) => each === other && each.alike);
    const isSure = verb === "split" || isAlike || (await isSame(card, other));
    if (isSure) await linkPeople({ verb, personId: card.person.person_id, other, changed });
    isBusy.current = false;
  }

  return (
    <>
      {card.linked.length > 0 && (
        <Names title={t("find.also_known")}>
          {card.linked.map((each) => (
            <Other key={each.person_id} other={each} verb="split" act={link} />
          ))}
        </Names>
      )}
      {card.more_on_point && <p class="quiet">{t("find.more_on_point")}</p>}
      {likely.length > 0 && (
        <Names title={t("find.same_point")}>
          {likely.map((each, index) => (
            <Other
              key={each.person_id}
              other={each}
              verb="merge"
              isAlike={each.alike}
              shortcut={each.alike && index < MOST_KEYS ? `${index + 1}` : undefined}
              act={link}
            />
          ))}
        </Names>
      )}
    </>
  );
}

/** Asked of names that are not alike: two people on one number are two, unless somebody knows better. */
function isSame({ person }: Card, other: Found): Promise<boolean> {
  const names = { one: person.name || t("find.no_name"), other: nameSaid(other) };
  return ask({
    title: t("find.sure.title", names),
    text: t("find.sure.text"),
    yes: t("find.link.merge"),
  });
}

const Names = ({ title, children }: { title: string; children: JSX.Element[] }): JSX.Element => (
  <section class="card stack" aria-label={title}>
    <h3>{title}</h3>
    <ul class="stack tight">{children}</ul>
  </section>
);

interface OtherProps {
  other: Found;
  verb: LinkVerb;
  isAlike?: boolean;
  shortcut?: string | undefined;
  act(verb: LinkVerb, other: Found): void;
}

function Other({ other, verb, isAlike, shortcut, act }: OtherProps): JSX.Element {
  const name = nameSaid(other);
  const words = t(`find.link.${verb}`);
  return (
    <li class="row">
      <a href={`#/find/${other.person_id}`}>
        <bdi>{name}</bdi>
      </a>
      {isAlike && <span class="badge">{t("find.alike")}</span>}
      <PersonMarks isProven={other.proven} isNotToBeContacted={other.do_not_contact} />
      <button
        type="button"
        class="second slim"
        aria-keyshortcuts={shortcut}
        onClick={() => act(verb, other)}
      >
        {words} <span class="unseen">{name}</span> {shortcut && <KeyHint of={shortcut} />}
      </button>
    </li>
  );
}
