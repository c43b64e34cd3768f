// Who takes the patient home: known, or still to be said.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { whenAt } from "../appointment";
import { t } from "../page";
import type { Place } from "../places";
import type { Managed } from "./manage-appointment";

export interface EscortPartProps {
  managed: Managed;
  escort: Schemas["Escort"];
  place: Place;
  /** The appointment is past. */
  isOver: boolean;
}

export function EscortPart(props: EscortPartProps): JSX.Element {
  const { managed, escort, place } = props;
  const { name, confirmed_at, confirm_by } = escort;
  const [changing, setChanging] = useState(false);
  const asked = name ? "manage.escort_named" : "manage.escort_needed";
  return (
    <section class="escort">
      <h2>{t("manage.escort")}</h2>
      {!confirmed_at && <p>{t(asked, { name, when: whenAt(confirm_by, place) })}</p>}
      {confirmed_at && !changing && <p>{t("manage.escort_confirmed", { name })}</p>}
      {confirmed_at && !changing && !props.isOver && (
        <button type="button" class="second" onClick={() => setChanging(true)}>
          {t("manage.escort_change")}
        </button>
      )}
      {(!confirmed_at || changing) && (
        <EscortForm managed={managed} name={(!changing && name) || ""} />
      )}
    </section>
  );
}

function EscortForm({ managed, name }: { managed: Managed; name: string }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  async function confirm(event: Event): Promise<void> {
    event.preventDefault();
    const typed = input.current?.value.trim() ?? "";
    setWrong(!typed);
    if (!typed) return input.current?.focus();
    setBusy(true);
    await managed.confirmEscort(typed);
    setBusy(false);
  }
  return (
    <form noValidate onSubmit={confirm}>
      <div class="field">
        <label for="escort">{t("manage.escort_name")}</label>
        <input
          id="escort"
          ref={input}
          maxLength={100}
          dir="auto"
          autocomplete="off"
          aria-describedby="escort-error"
          aria-invalid={wrong}
          defaultValue={name}
        />
        <p class="error" id="escort-error">
          {wrong && t("manage.escort_missing")}
        </p>
      </div>
      <button type="submit" class="second" disabled={busy}>
        {t(busy ? "manage.saving" : "manage.escort_confirm")}
      </button>
    </form>
  );
}
