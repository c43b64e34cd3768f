// The field for an email address.

import type { JSX } from "preact";
import { t } from "../page";
import { TextField, type TextFieldProps } from "./text-field";

type EmailFieldProps = Pick<TextFieldProps, "id" | "wrong" | "isFirstWrong"> & { typed?: string };

export function EmailField({ typed, ...field }: EmailFieldProps): JSX.Element {
  return (
    <TextField
      {...field}
      label={t("mine.email")}
      control={(tied) => (
        <input
          name="email"
          type="email"
          autocomplete="email"
          spellcheck={false}
          required
          defaultValue={typed}
          {...tied}
        />
      )}
    />
  );
}
