// The place beside the list: the card of the call in hand, or how the last one ended.

import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { inHand, onHand } from "../claim";
import { t } from "../words";
import { CardPlace, CopyButton, TheirWords } from "./card-place";

/** What is left of a call: how it ended, or the note of one that is no longer ours. */
export type Left = { ended: string } | { note: string };

/** Where the focus goes: to the card, to the button that takes the next call, to the card's line. */
type Aim = "card" | "next" | "line";

const AIMS: Record<Aim, string> = {
  card: ".hand h2",
  next: ".take",
  line: ".entry[aria-current]",
};

export interface CurrentCallState {
  /** Where there is no room for both, the card lies over the list. */
  liesOver: boolean;
  left: Left | null;
  /** Go to the card. */
  bring: () => void;
  /** Back from the card to its line. */
  back: () => void;
  /** On to the next call. */
  goOn: () => void;
  show: (left: Left) => void;
}

/** Follow the call in hand: what shows beside the list of this location, and where the focus is. */
export function useCurrentCall(
  view: RefObject<HTMLElement | null>,
  locationId: string,
): CurrentCallState {
  const isOurs = () => inHand()?.card.location_id === locationId;
  const [liesOver, setLiesOver] = useState(isOurs);
  const [left, setLeft] = useState<Left | null>(null);
  const [aim, setAim] = useState<{ at: Aim } | null>(isOurs() ? { at: "card" } : null);

  function bring(): void {
    setLiesOver(true);
    setAim({ at: "card" });
  }

  function taken(): void {
    setLeft(null);
    if (isOurs()) bring();
    if (inHand()) return;
    const isWithin = view.current?.querySelector(".hand :focus");
    setLiesOver(false);
    if (isWithin) setAim({ at: "next" });
  }

  function back(): void {
    setLiesOver(false);
    setAim({ at: "line" });
  }

  useLayoutEffect(() => onHand((what) => what === "taken" && taken()), []);
  useLayoutEffect(() => {
    if (aim) focusOn(view.current, aim.at);
  }, [aim]);
  return { liesOver, left, bring, back, goOn: () => setAim({ at: "next" }), show: setLeft };
}

function focusOn(view: HTMLElement | null, aim: Aim): void {
  const found = view?.querySelector<HTMLElement>(AIMS[aim]);
  (found ?? view?.querySelector<HTMLElement>(AIMS.next))?.focus();
}

export interface CurrentCallProps {
  locationId: string;
  left: Left | null;
  onDone: (words: string) => void;
  onBack: () => void;
}

export function CurrentCall({ locationId, left, onDone, onBack }: CurrentCallProps): JSX.Element {
  const hand = inHand();
  const isElsewhere = hand && hand.card.location_id !== locationId;
  return (
    <section class="hand" aria-label={t("queue.current")}>
      {isElsewhere && <p class="card">{t("queue.elsewhere")}</p>}
      {hand && !isElsewhere && (
        <CardPlace key={hand.number} hand={hand} onDone={onDone} onBack={onBack} />
      )}
      {!hand && left && <WhatIsLeft left={left} />}
    </section>
  );
}

function WhatIsLeft({ left }: { left: Left }): JSX.Element {
  if ("ended" in left) return <p class="card ended">{left.ended}</p>;
  return (
    <div class="card stack">
      <p>{t("queue.lost.note")}</p>
      <TheirWords text={left.note} />
      <CopyButton words={t("queue.lost.copy")} text={left.note} done={t("queue.lost.copied")} />
    </div>
  );
}
