// Who they are, as they told the clinic: then a code goes to their address.

import type { JSX } from "preact";
import { t } from "../page";
import { EmailField } from "./email-field";
import type { OwnThings, Wrong } from "./own-things";
import { TextField } from "./text-field";
import { useForm } from "./use-form";

export interface AskFormProps {
  own: OwnThings;
  wrong: Wrong;
}

export function AskForm({ own, wrong }: AskFormProps): JSX.Element {
  const first = (["name", "email"] as const).find((field) => wrong[field]);
  const { busy, onSubmit } = useForm((typed) => {
    const location_id = typed("location_id") || own.typed.location_id;
    return own.askForCode({ name: typed("name"), email: typed("email"), location_id });
  });
  return (
    <form noValidate onSubmit={onSubmit}>
      <p>{t("mine.lead")}</p>
      <TextField
        id="own-name"
        label={t("mine.name")}
        wrong={wrong.name}
        isFirstWrong={first === "name"}
        control={(tied) => (
          <input
            name="name"
            autocomplete="name"
            autocapitalize="words"
            spellcheck={false}
            dir="auto"
            required
            defaultValue={own.typed.name}
            {...tied}
          />
        )}
      />
      <EmailField
        id="own-email"
        typed={own.typed.email}
        wrong={wrong.email}
        isFirstWrong={first === "email"}
      />
      <Locations own={own} />
      <button type="submit" class="first" disabled={busy}>
        {t(busy ? "mine.sending" : "mine.send_code")}
      </button>
      <p class="hint">{t("mine.only_phone")}</p>
    </form>
  );
}

/** The location that answers; not asked for where there is but one. */
function Locations({ own }: { own: OwnThings }): JSX.Element | null {
  const locations = own.known?.locations ?? [];
  if (locations.length < 2) return null;
  return (
    <div class="field">
      <label for="own-location">{t("mine.location")}</label>
      <select id="own-location" name="location_id">
        {locations.map(({ location_id, name }) => (
          <option
            key={location_id}
            value={location_id}
            selected={location_id === own.typed.location_id}
          >
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
