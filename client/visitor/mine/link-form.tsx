// The reference and the address that came with it: then the link goes there.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { t } from "../page";
import { AskLink } from "./ask-link";
import type { OwnThings } from "./own-things";
import { Said } from "./said";
import { TextField } from "./text-field";

export function LinkForm({ own }: { own: OwnThings }): JSX.Element {
  const asking = useMemo(() => new AskLink(own.server), [own]);
  const [busy, setBusy] = useState(false);
  const { told, wrong } = asking.step.value;
  const first = (["reference", "email"] as const).find((field) => wrong[field]);
  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const typed = (name: string): string => String(data.get(name) ?? "").trim();
    const { location_id } = own.typed;
    await asking.ask({ reference: typed("reference"), email: typed("email"), location_id });
    setBusy(false);
  }
  return (
    <form noValidate onSubmit={send} aria-labelledby="link-title">
      <h2 id="link-title">{t("mine.link_title")}</h2>
      <p>{t("mine.link_lead")}</p>
      <TextField
        id="link-reference"
        label={t("mine.link_reference")}
        wrong={wrong.reference}
        isFirstWrong={first === "reference"}
        control={(tied) => (
          <input
            name="reference"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={40}
            required
            {...tied}
          />
        )}
      />
      <TextField
        id="link-email"
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
            {...tied}
          />
        )}
      />
      <button type="submit" class="second" disabled={busy}>
        {t(busy ? "mine.sending" : "mine.send_link")}
      </button>
      <p class="told" role="status">
        {told && <Said told={told} />}
      </p>
    </form>
  );
}
