// The code from the email, in the tab that asked for it.

import type { JSX } from "preact";
import { clock } from "../../shared/time";
import { READER, t } from "../page";
import { Around } from "../parts";
import type { KeptCode } from "./kept-code";
import type { OwnThings, Wrong } from "./own-things";
import { TextField } from "./text-field";
import { useForm } from "./use-form";

export interface CodeFormProps {
  own: OwnThings;
  kept: KeptCode;
  wrong: Wrong;
}

export function CodeForm({ own, kept, wrong }: CodeFormProps): JSX.Element {
  const { busy, onSubmit } = useForm((typed) => own.typeCode(kept, typed("code")));
  const time = clock(kept.until, READER.zone, READER.locale);
  return (
    <form noValidate onSubmit={onSubmit}>
      <p>
        <Around text="mine.code_lead" hole="email" values={{ time }}>
          <bdi>{kept.email}</bdi>
        </Around>
      </p>
      <TextField
        id="own-code"
        label={t("mine.code")}
        wrong={wrong.code}
        isFirstWrong={Boolean(wrong.code)}
        control={(tied) => (
          <input
            name="code"
            autocomplete="one-time-code"
            inputMode="numeric"
            maxLength={40}
            required
            defaultValue={own.typedCode}
            {...tied}
          />
        )}
      />
      <button type="submit" class="first" disabled={busy}>
        {t(busy ? "mine.checking" : "mine.see")}
      </button>
      <p class="hint">{t("mine.code_hint")}</p>
      <button type="button" class="second" onClick={() => own.askAnew()}>
        {t("mine.another_code")}
      </button>
    </form>
  );
}
