// A forgotten password: a code by email, and with it a new one.

import type { JSX } from "preact";
import { t } from "../words";
import { type Flow, resetPassword, sendResetCode } from "./flow";
import { CODE, CodeField, EMAIL, EmailField, NEW_PASSWORD, PasswordField, Whose } from "./parts";
import { StepForm } from "./step-form";

export function ForgottenStep({ flow }: { flow: Flow }): JSX.Element {
  return (
    <StepForm
      title={t("session.reset")}
      lead={t("session.reset_lead")}
      fields={["email"]}
      parts={(wrong) => <EmailField email={flow.email} wrong={wrong.email} />}
      yes={t("session.send_code")}
      send={(typed) => sendResetCode(flow, typed(EMAIL).trim())}
      otherwise={{
        words: t("common.back"),
        act: (typed) => flow.show({ name: "password" }, typed(EMAIL).trim()),
      }}
    />
  );
}

export function ResetStep({ flow, needs }: { flow: Flow; needs: string }): JSX.Element {
  return (
    <StepForm
      title={t("session.set_password")}
      lead={t("session.set_password_lead", { email: flow.email })}
      fields={["code", "new_password"]}
      parts={(wrong) => (
        <>
          <Whose email={flow.email} />
          <CodeField
            label={t("session.mailed_code")}
            hint={t("session.mailed_code_hint")}
            wrong={wrong.code}
          />
          <PasswordField
            name={NEW_PASSWORD}
            label={t("session.new_password")}
            hint={needs}
            wrong={wrong.new_password}
          />
        </>
      )}
      yes={t("session.set_and_sign_in")}
      send={(typed) => resetPassword(flow, typed(CODE), typed(NEW_PASSWORD))}
      otherwise={{ words: t("session.start_over"), act: () => flow.show({ name: "password" }) }}
    />
  );
}
