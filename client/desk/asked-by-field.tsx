// Who asked for a change, where it wasn't the patient: a spouse cancels for a spouse.

import type { JSX } from "preact";
import { Field } from "./ui/field";
import { t } from "./words";

export interface AskedByFieldProps {
  onChange: (name: string) => void;
}

export const AskedByField = ({ onChange }: AskedByFieldProps): JSX.Element => (
  <Field
    label={t("queue.reason.asked_by")}
    hint={t("queue.reason.optional")}
    control={(field) => (
      <input
        type="text"
        autocomplete="off"
        maxLength={100}
        onInput={(event) => onChange(event.currentTarget.value.trim())}
        {...field}
      />
    )}
  />
);
