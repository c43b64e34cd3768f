// Who they are, as they told the clinic: then a code goes to their address.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../page";
import type { OwnThings, Wrong } from "./own-things";
import { TextField } from "./text-field";

export interface AskFormProps {
  own: OwnThings;
  wrong: Wrong;
}

export function AskForm({ own, wrong }: AskFormProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const first = (["name", "email"] as const).find((field) => wrong[field]);
  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const typed = (name: string): string => String(data.get(name) ?? "").trim();
    const location_id = typed("location_id") || own.typed.location_id;
    await own.askForCode({ name: typed("name"), email: typed("email"), location_id });
    setBusy(false);
  }
  return (
    <form noValidate onSubmit={send}>
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
      <TextField
        id="own-email"
        label={t("mine.email")}
        wrong={wrong.email}
        isFirstWrong={first === "email"}
        control={(tied) => (
          <input
            name="email"
            type="email"
            autocomplete="email"
            spellcheck={false}
            required
            defaultValue={own.typed.email}
            {...tied}
          />
        )}
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
