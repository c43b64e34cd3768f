// Who takes them home, if that is known already.

import type { JSX } from "preact";
import { t } from "../page";

export const EscortField = ({ of }: { of: { escort: string } }): JSX.Element => (
  <div class="field">
    <label for="escort">
      {t("book.escort")}
      <i>{t("book.optional")}</i>
    </label>
    <p class="hint" id="escort-hint">
      {t("book.escort_hint")}
    </p>
    <input
      id="escort"
      autocomplete="off"
      maxLength={100}
      dir="auto"
      aria-describedby="escort-hint"
      defaultValue={of.escort}
      onInput={(event) => {
        of.escort = event.currentTarget.value;
      }}
    />
  </div>
);
