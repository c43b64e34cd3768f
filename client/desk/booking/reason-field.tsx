// Why somebody is booked although they have another appointment then, or close to it.

import type { JSX } from "preact";
import { Field } from "../ui/field";
import { t } from "../words";

interface ReasonProps {
  reason: string | null;
  wrong: string | undefined;
  onChange: (reason: string) => void;
}

export function Reason({ reason, wrong, onChange }: ReasonProps): JSX.Element {
  return (
    <Field
      label={t("booking.override")}
      hint={t("booking.override_hint")}
      hidden={reason === null}
      wrong={wrong}
      control={(control) => (
        <input
          {...control}
          name="override"
          maxLength={200}
          autocomplete="off"
          value={reason ?? ""}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    />
  );
}
