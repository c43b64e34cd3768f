// Who a call may be from: the people whom a number leads to, each one key away.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { post } from "../api";
import { nameSaid, otherNamesSaid } from "../find/name-said";
import { PersonMarks } from "../find/person-marks";
import { keysAreOn } from "../keys";
import { useFirstFocus, within } from "../ui/focus";
import { KeyHint } from "../ui/key-hint";
import { t } from "../words";

export type Caller = Schemas["PersonFound"];

const NEW_KEY = "0";
const MOST_KEYS = 9;

/** Ask who is known on a number. In a body: it stands in no address. */
export async function findCallers(phone: string): Promise<Caller[]> {
  return (await post<Schemas["PeopleFound"]>("people/search", { phone })).data.people;
}

interface WhoCallsProps {
  callers: readonly Caller[];
  choose(caller: Caller): void;
  /** It is none of them. */
  isNew(): void;
}

export function WhoCalls({ callers, choose, isNew }: WhoCallsProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useFirstFocus(within(place, "button"));

  function onKeyDown(event: KeyboardEvent): void {
    if (!keysAreOn() || event.ctrlKey || event.metaKey || event.altKey) return;
    const named = place.current?.querySelector<HTMLElement>(`[aria-keyshortcuts="${event.key}"]`);
    if (!/^\d$/.test(event.key) || !named) return;
    event.preventDefault();
    named.click();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons within
    <div class="stack" ref={place} onKeyDown={onKeyDown}>
      <p>{t("queue.call.who")}</p>
      {!callers.some((each) => each.proven) && <AskFirst isKnown />}
      <div class="choices">
        {callers.map((each, index) => (
          <button
            key={each.person_id}
            type="button"
            class="second"
            aria-keyshortcuts={index < MOST_KEYS ? `${index + 1}` : undefined}
            onClick={() => choose(each)}
          >
            <bdi>{nameSaid(each)}</bdi>
            <span class="small">{otherNamesSaid(each)}</span>
            <PersonMarks isProven={each.proven} isNotToBeContacted={each.do_not_contact} />
            {index < MOST_KEYS && <KeyHint of={`${index + 1}`} />}
          </button>
        ))}
        <button type="button" class="second" aria-keyshortcuts={NEW_KEY} onClick={isNew}>
          {t("queue.call.new")} <KeyHint of={NEW_KEY} />
        </button>
      </div>
    </div>
  );
}

/** Nobody on the number is proven: whoever calls says who they are before anything is told them. */
export const AskFirst = ({ isKnown }: { isKnown: boolean }): JSX.Element => (
  <p>
    <strong>{t(isKnown ? "queue.call.ask_proof" : "queue.call.ask_first")}</strong>
  </p>
);
