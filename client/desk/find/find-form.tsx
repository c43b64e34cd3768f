// Looks for people by what was typed, and lists them.

import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { Problem, post } from "../api";
import { desk } from "../desk";
import { explain } from "../say";
import { Field, sortProblem } from "../ui/field";
import { useFocusOnceShown, within } from "../ui/focus";
import { t } from "../words";

/** Leads to this view, and in it to where the number or address is typed. */
export const FIND_KEY = "f";

type Match = Schemas["PersonFound"];
type Found = "nothing yet" | "looking" | readonly Match[];

let before: { typed: string; found: Found } = { typed: "", found: "nothing yet" }; // to go on from after a look at one

/** What to ask for: an address has an "@". */
export const queryOf = (typed: string): { email: string } | { phone: string } =>
  typed.includes("@") ? { email: typed } : { phone: typed };

export function FindForm(): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(before.typed);
  const [found, setFound] = useState(before.found);
  const [wrong, setWrong] = useState<string | null>(null);
  const focusSoon = useFocusOnceShown();

  async function search(event: Event): Promise<void> {
    event.preventDefault();
    const asked = typed.trim();
    setWrong(asked ? null : t("find.empty"));
    if (!asked) return;
    setFound("looking");
    try {
      const { data } = await post<Schemas["PeopleFound"]>("people/search", queryOf(asked));
      if (data.people.length) before = { typed: asked, found: data.people };
      setFound(data.people);
    } catch (failure) {
      setFound("nothing yet");
      refused(failure);
    }
  }

  function refused(failure: unknown): void {
    if (!(failure instanceof Problem) || !failure.errors.length) {
      explain(failure);
      return;
    }
    const sorted = sortProblem(failure, ["phone", "email", "body"]).wrong;
    setWrong(sorted.phone ?? sorted.email ?? sorted.body ?? failure.message);
    focusSoon(within(form, "input"));
  }

  return (
    <div class="stack">
      <search>
        <form class="card row find-form" noValidate ref={form} onSubmit={search}>
          <Field
            label={t("find.who")}
            wrong={wrong}
            control={(control) => (
              <input
                {...control}
                name="who"
                aria-keyshortcuts={FIND_KEY}
                autocomplete="off"
                spellcheck={false}
                value={typed}
                onInput={(event) => setTyped(event.currentTarget.value)}
              />
            )}
          />
          <button type="submit" class="first">
            {t("find.find")}
          </button>
        </form>
      </search>
      <div class="stack" role="status">
        {foundSaid(found)}
      </div>
    </div>
  );
}

function foundSaid(found: Found): ComponentChildren {
  if (found === "nothing yet") return null;
  if (found === "looking") return <p class="quiet">{t("find.looking")}</p>;
  if (!found.length) return <p>{t("find.nobody")}</p>;
  return (
    <ul class="stack">
      {found.map((contact) => (
        <MatchLine key={contact.person_id} contact={contact} />
      ))}
    </ul>
  );
}

function MatchLine({ contact }: { contact: Match }): JSX.Element {
  const when = dayAndClock(contact.last_seen_at, desk.location.zone);
  return (
    <li class="card">
      <a href={`#/find/${contact.person_id}`}>
        <bdi>{contact.first_name || t("find.no_name")}</bdi>
      </a>
      <p class="quiet small">{t("find.last_seen", { when })}</p>
      {contact.do_not_contact && <span class="badge late">{t("find.do_not_contact")}</span>}
    </li>
  );
}
