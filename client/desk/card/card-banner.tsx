// What stands above all else on the card, with the way on: a claim that ended, a write on its way.

import type { ComponentChildren, JSX } from "preact";
import { claim, letGo, tryAgain } from "../claim";
import { t } from "../words";
import { explainClaim } from "./explain-claim";
import type { HeldCall } from "./held-call";

export function CardBanner({ hand }: { hand: HeldCall }): JSX.Element | null {
  if (hand.unsent) return <Unsent />;
  if (hand.state === "held") return null;
  return <Ended id={hand.card.callback_id} state={hand.state} />;
}

interface ButtonProps {
  kind: "first" | "second";
  onClick: () => void;
  children: ComponentChildren;
}

const Button = ({ kind, onClick, children }: ButtonProps): JSX.Element => (
  <button type="button" class={kind} onClick={onClick}>
    {children}
  </button>
);

const Unsent = (): JSX.Element => (
  <div class="banner">
    <p>{t("card.unsent")}</p>
    <Button kind="first" onClick={tryAgain}>
      {t("card.send_now")}
    </Button>
  </div>
);

function Ended({ id, state }: { id: string; state: "lost" | "closed" | "gone" }): JSX.Element {
  return (
    <div class="banner">
      <p>{t(`card.ended.${state}`)}</p>
      <div class="row">
        {state === "lost" && (
          <Button kind="first" onClick={() => claim(id).catch(explainClaim)}>
            {t("card.claim_again")}
          </Button>
        )}
        <Button kind="second" onClick={letGo}>
          {t("card.put_away")}
        </Button>
      </div>
    </div>
  );
}
