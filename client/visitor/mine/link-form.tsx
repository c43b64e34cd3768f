// The reference and the address that came with it: then the link goes there.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { t } from "../page";
import { AskLink } from "./ask-link";
import { EmailField } from "./email-field";
import type { OwnThings } from "./own-things";
import { Said } from "./said";
import { TextField } from "./text-field";
import { useForm } from "./use-form";

export function LinkForm({ own }: { own: OwnThings }): JSX.Element {
  const asking = useMemo(() => new AskLink(own.server), [own]);
  const { told, wrong } = asking.step.value;
  const first = (["reference", "email"] as const).find((field) => wrong[field]);
  const { busy, onSubmit } = useForm((typed) => {
    const { location_id } = own.typed;
    return asking.ask({ reference: typed("reference"), email: typed("email"), location_id });
  });
  return (
    <form noValidate onSubmit={onSubmit} aria-labelledby="link-title">
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
      <EmailField id="link-email" wrong={wrong.email} isFirstWrong={first === "email"} />
      <button type="submit" class="second" disabled={busy}>
        {t(busy ? "mine.sending" : "mine.send_link")}
      </button>
      <p class="told" role="status">
        {told && <Said told={told} />}
      </p>
    </form>
  );
}
