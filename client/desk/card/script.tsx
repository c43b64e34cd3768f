// What to say, as the clinic wrote it for this kind of call.

import type { JSX } from "preact";
import { desk } from "../desk";
import { t } from "../words";

interface ScriptProps {
  reason: string;
  /** They called: it isn't what is said to whoever is called. */
  isOnLine: boolean;
}

export function Script({ reason, isOnLine }: ScriptProps): JSX.Element {
  const text = desk.script(reason)?.trim();
  const paragraphs = text ? text.split(/\n\s*\n/) : []; // a line's end is no more than a blank
  return (
    <div>
      {paragraphs.length > 0 && (
        <details open={!isOnLine}>
          <summary>{t("card.script")}</summary>
          {paragraphs.map((paragraph) => (
            <p key={paragraph} class="say">
              {paragraph}
            </p>
          ))}
        </details>
      )}
    </div>
  );
}
