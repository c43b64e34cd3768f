// Looks for people, appointments and requests by what was typed, and lists them.

import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { explain } from "../say";
import { Field } from "../ui/field";
import { useFocusOnceShown, within } from "../ui/focus";
import { t } from "../words";
import { findEverything, type Match, matchesOf } from "./find-everything";

/** Leads to this view, and in it to where the number or address is typed. */
export const FIND_KEY = "f";

type Seen = "nothing yet" | "looking" | { matches: readonly Match[]; hasMore: boolean };

let before: { typed: string; found: Seen } = { typed: "", found: "nothing yet" }; // to go on from after a look at one

export function FindForm(): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(before.typed);
  const [found, setFound] = useState<Seen>(before.found);
  const [wrong, setWrong] = useState<string | null>(null);
  const focusSoon = useFocusOnceShown();

  async function search(event: Event): Promise<void> {
    event.preventDefault();
    const asked = typed.trim();
    setWrong(asked ? null : t("find.empty"));
    if (!asked) return;
    setFound("looking");
    try {
      const answer = await findEverything(asked);
      if (!answer.read_as.length) refused();
      else show(asked, { matches: matchesOf(answer), hasMore: answer.more });
    } catch (failure) {
      setFound("nothing yet");
      explain(failure);
    }
  }

  function show(asked: string, seen: { matches: readonly Match[]; hasMore: boolean }): void {
    if (seen.matches.length) before = { typed: asked, found: seen };
    setFound(seen);
  }

  /** What was typed can be nothing that is looked for. */
  function refused(): void {
    setFound("nothing yet");
    setWrong(t("find.empty"));
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

function foundSaid(found: Seen): ComponentChildren {
  if (found === "nothing yet") return null;
  if (found === "looking") return <p class="quiet">{t("find.looking")}</p>;
  if (!found.matches.length) return <p>{t("find.nobody")}</p>;
  return (
    <>
      <ul class="stack">
        {found.matches.map((match) => (
          <MatchLine key={match.id} match={match} />
        ))}
      </ul>
      {found.hasMore && <p class="quiet">{t("find.more")}</p>}
    </>
  );
}

function MatchLine({ match }: { match: Match }): JSX.Element {
  return (
    <li class="card">
      {match.kind === "person" ? (
        <a href={`#/find/${match.id}`}>
          <bdi>{match.name}</bdi>
        </a>
      ) : (
        <button type="button" class="link" onClick={match.open}>
          <bdi>{match.name}</bdi>
        </button>
      )}
      <p class="quiet small">{match.details}</p>
      {match.isNotToBeContacted && <span class="badge late">{t("find.do_not_contact")}</span>}
    </li>
  );
}
