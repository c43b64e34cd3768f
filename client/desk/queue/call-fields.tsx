// The fields of a call that is written down.

import type { JSX, RefObject, TargetedInputEvent } from "preact";
import { SOURCES } from "../call-words";
import { type ControlProps, Field, options } from "../ui/field";
import { t } from "../words";
import type { CallTyped } from "./call-form";

/** The fields, by the API's names. */
export const CALL_FIELDS = [
  "phone",
  "name",
  "source",
  "urgency",
  "reason",
  "note",
  "on_behalf_of",
] as const;
export type CallField = (typeof CALL_FIELDS)[number];

const SORTS = (["incoming-call", "missed-call", "voicemail"] as const).map(
  (sort) => [sort, SOURCES[sort]] as const,
);
const URGENCIES = (["routine", "urgent", "crisis"] as const).map(
  (urgency) => [urgency, t(`queue.call.urgencies.${urgency}`)] as const,
);

export interface CallFieldsProps {
  typed: CallTyped;
  wrong: Partial<Record<CallField, string>>;
  /** Where the phone number is typed. */
  phone: RefObject<HTMLInputElement | null>;
  /** Where the reason is typed. */
  reason: RefObject<HTMLInputElement | null>;
  onChange: (changes: Partial<CallTyped>) => void;
}

export function CallFields({
  typed,
  wrong,
  phone,
  reason,
  onChange,
}: CallFieldsProps): JSX.Element {
  const of = (name: CallField) => ({
    label: t(`queue.call.${name}`),
    wrong: wrong[name],
    value: typed[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <>
      <div class="fields">
        <Line {...of("phone")} isPhone longest={40} input={phone} />
        <Line {...of("name")} longest={100} hint={t("queue.call.optional")} />
        <Choice {...of("source")} of={SORTS} />
        <Choice {...of("urgency")} of={URGENCIES} />
      </div>
      <Line
        {...of("reason")}
        longest={200}
        hint={t("queue.call.reason_hint")}
        input={reason}
        required
      />
      <Text {...of("note")} />
      <Line {...of("on_behalf_of")} longest={100} hint={t("queue.call.on_behalf_hint")} />
    </>
  );
}

interface CallFieldProps {
  label: string;
  wrong: string | undefined;
  value: string;
  hint?: string;
  onChange: (value: string) => void;
}

interface LineProps extends CallFieldProps {
  longest: number;
  isPhone?: boolean;
  required?: boolean;
  input?: RefObject<HTMLInputElement | null>;
}

function Line({
  longest,
  isPhone,
  required,
  input,
  value,
  onChange,
  ...field
}: LineProps): JSX.Element {
  const control = (props: ControlProps) => {
    const all = {
      ...props,
      autocomplete: "off",
      maxLength: longest,
      required,
      ref: input,
      value,
      onInput: (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value),
    };
    return isPhone ? <input type="tel" {...all} /> : <input type="text" {...all} />;
  };
  return <Field {...field} control={control} />;
}

interface ChoiceProps extends CallFieldProps {
  of: readonly (readonly [string, string])[];
}

function Choice({ of, value, onChange, ...field }: ChoiceProps): JSX.Element {
  const control = (props: ControlProps) => (
    <select value={value} onInput={(event) => onChange(event.currentTarget.value)} {...props}>
      {options(of)}
    </select>
  );
  return <Field {...field} control={control} />;
}

function Text({ value, onChange, ...field }: CallFieldProps): JSX.Element {
  const control = (props: ControlProps) => (
    <textarea
      rows={3}
      maxLength={4000}
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
      {...props}
    />
  );
  return <Field {...field} control={control} />;
}
