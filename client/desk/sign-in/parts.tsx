// The fields of the sign-in's steps. Each is named as password managers know it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { Check, type ControlProps, Field } from "../ui/field";
import { t } from "../words";

const PLAIN = { autocapitalize: "none", spellcheck: false } as const;

export const EMAIL = "username";
export const PASSWORD = "current-password";
export const NEW_PASSWORD = "new-password";
export const CODE = "one-time-code";

interface Common {
  label: string;
  hint?: string;
  wrong: string | undefined;
}

export const EmailField = ({ email, ...field }: Omit<Common, "label"> & { email: string }) => (
  <Field
    label={t("session.email")}
    {...field}
    control={(props) => (
      <input
        type="email"
        name={EMAIL}
        autocomplete={EMAIL}
        defaultValue={email}
        {...PLAIN}
        {...props}
      />
    )}
  />
);

/** A password, with a box that shows what is typed. */
export function PasswordField({
  name,
  ...field
}: Common & { name: typeof PASSWORD | typeof NEW_PASSWORD }): JSX.Element {
  const [shown, setShown] = useState(false);
  const control = (props: ControlProps) => {
    const how = { name, autocomplete: name, maxLength: 256, ...PLAIN, ...props };
    return shown ? <input type="text" {...how} /> : <input type="password" {...how} />;
  };
  return (
    <>
      <Field {...field} control={control} />
      <Check label={t("session.show_password")} checked={shown} onChange={setShown} />
    </>
  );
}

export const CodeField = (field: Common): JSX.Element => (
  <Field
    {...field}
    control={(props) => (
      <input
        type="text"
        class="code"
        name={CODE}
        autocomplete={CODE}
        inputMode="numeric"
        maxLength={12}
        {...PLAIN}
        {...props}
      />
    )}
  />
);

/** Tells password managers whose password this is. */
export const Whose = ({ email }: { email: string }): JSX.Element => (
  <input type="email" name={EMAIL} autocomplete={EMAIL} defaultValue={email} {...PLAIN} hidden />
);

const MARGIN = 4; // in squares; readers need it

export function QrCode({ size, path }: Schemas["QrCode"]): JSX.Element {
  const whole = size + 2 * MARGIN;
  return (
    <svg class="qr" viewBox={`0 0 ${whole} ${whole}`} role="img" aria-label={t("session.qr_code")}>
      <rect width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" transform={`translate(${MARGIN} ${MARGIN})`} />
    </svg>
  );
}
