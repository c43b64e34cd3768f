// Help, for whoever wrote something by which they may be in danger.

import type { JSX } from "preact";
import { t } from "../page";

const LINES = ["call", "text", "chat", "emergency", "veterans_call", "veterans_text"] as const;

export const HelpPanel = (): JSX.Element => (
  <section class="crisis" aria-labelledby="help-title">
    <h2 id="help-title">{t("crisis.heading")}</h2>
    <p>{t("crisis.text_before_sending")}</p>
    <ul class="lines">
      {LINES.map((line) => (
        <li key={line}>
          <a href={t(`crisis.lines.${line}_href`)}>{t(`crisis.lines.${line}`)}</a>
        </li>
      ))}
    </ul>
  </section>
);
