// What to say, as the clinic wrote it for this kind of call.

import type { JSX } from "preact";
import { desk } from "../desk";
import { t } from "../words";

export function Script({ reason }: { reason: string }): JSX.Element {
  const text = desk.script(reason)?.trim();
  const paragraphs = text ? text.split(/\n\s*\n/) : []; // a line's end is no more than a blank
  return (
    <div>
      {paragraphs.length > 0 && (
        <details open>
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
