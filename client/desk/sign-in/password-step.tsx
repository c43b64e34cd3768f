// The first step: who, and their password.

import type { JSX } from "preact";
import { t } from "../words";
import { type Flow, sendPassword } from "./flow";
import { EMAIL, EmailField, PASSWORD, PasswordField } from "./parts";
import { StepForm } from "./step-form";

export function PasswordStep({ flow, notice }: { flow: Flow; notice?: string }): JSX.Element {
  return (
    <StepForm
      title={t("session.sign_in")}
      notice={notice}
      fields={["email", "password"]}
      parts={(wrong) => (
        <>
          <EmailField email={flow.email} wrong={wrong.email} />
          <PasswordField name={PASSWORD} label={t("session.password")} wrong={wrong.password} />
        </>
      )}
      yes={t("session.sign_in")}
      send={(typed) => sendPassword(flow, typed(EMAIL).trim(), typed(PASSWORD))}
      refused={(problem, form) => {
        if (problem.status === 401)
          form.querySelector<HTMLInputElement>(`[name=${PASSWORD}]`)?.select();
      }}
      otherwise={{
        words: t("session.forgot"),
        act: (typed) => flow.show({ name: "forgotten" }, typed(EMAIL).trim()),
      }}
    />
  );
}
