// What to say to somebody who may be in danger, before all else on the card.

import type { JSX } from "preact";
import { CopyButton } from "../card/copy-button";
import { desk } from "../desk";
import { t, tn } from "../words";

const LINES = ["ask", "plan", "stay", "lifeline", "emergency"] as const;
const RULES = ["no_hanging_up", "no_answer", "clinicians"] as const;

export interface CrisisGuideProps {
  /** How often they were tried. */
  attempts: number;
}

export function CrisisGuide({ attempts }: CrisisGuideProps): JSX.Element {
  const isUsedUp = attempts >= desk.clinic.most_attempts;
  return (
    <section class="guide stack tight" aria-labelledby="guide-title">
      <h3 id="guide-title">{t("crisis.guide.title")}</h3>
      <ol class="stack tight">
        {LINES.map((line) => (
          <li key={line} class="row tight">
            <span class="say">{t(`crisis.guide.${line}`)}</span>
            <CopyButton
              words={t("card.copy")}
              text={t(`crisis.guide.${line}`)}
              done={t("crisis.guide.copied")}
            />
          </li>
        ))}
      </ol>
      <ul class="stack tight small">
        {RULES.map((rule) => (
          <li key={rule}>{t(`crisis.guide.${rule}`)}</li>
        ))}
      </ul>
      {isUsedUp && <p class="used-up">{tn("crisis.guide.used_up", attempts)}</p>}
    </section>
  );
}
