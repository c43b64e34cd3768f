// What was said of a person, and on which occasions: it proves nothing of them.

import type { JSX } from "preact";
import { phoneSaid } from "../../shared/phone";
import { dayAndClock } from "../../shared/time";
import { kindSaid, languageSaid, sourceSaid } from "../call-words";
import { desk } from "../desk";
import { useUniqueId } from "../ui/hooks";
import { t, tn } from "../words";
import { type Stated, type StatedFact, statedFacts } from "./stated-facts";

const MOST_OCCASIONS = 3;

export function StatedList({ stated }: { stated: readonly Stated[] }): JSX.Element | null {
  const id = useUniqueId();
  const facts = statedFacts(stated);
  if (!facts.length) return null;
  return (
    <section class="card stack" aria-labelledby={id}>
      <h3 id={id}>{t("find.stated.title")}</h3>
      <p class="quiet small">{t("find.stated.about")}</p>
      <ul class="stack tight">
        {facts.map((each) => (
          <FactLine key={`${each.fact} ${each.value}`} told={each} />
        ))}
      </ul>
    </section>
  );
}

function FactLine({ told }: { told: StatedFact }): JSX.Element {
  const shown = told.occasions.slice(0, MOST_OCCASIONS);
  const others = told.occasions.length - shown.length;
  return (
    <li>
      <span>
        <span class="quiet">{`${t(`find.stated.${told.fact}`)}: `}</span>
        <bdi>{valueSaid(told)}</bdi>
      </span>
      <ul class="small quiet">
        {shown.map((each) => (
          <li key={each.of}>{occasionSaid(each)}</li>
        ))}
        {others > 0 && <li>{tn("find.stated.others", others)}</li>}
      </ul>
    </li>
  );
}

function valueSaid({ fact, value }: StatedFact): string {
  if (fact === "phone") return phoneSaid(String(value));
  if (fact === "language") return languageSaid(String(value));
  if (fact === "may_leave_voicemail") return t(value ? "find.voicemail_yes" : "find.voicemail_no");
  return String(value);
}

function occasionSaid(stated: Stated): string {
  const { source, at, reference, by_visitor: isTyped, asked_by: asker } = stated;
  const what = source ? sourceSaid(source) : kindSaid("appointment");
  const parts = [
    what,
    dayAndClock(at, desk.location.zone),
    reference && t("card.reference", { reference }),
    t(isTyped ? "find.stated.typed" : "find.stated.told"),
    asker && t("queue.row.asked_by", { name: asker }),
  ];
  return parts.filter(Boolean).join(" · ");
}
