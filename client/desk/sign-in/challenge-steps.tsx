// What may be asked for after the password: one of one's own, a code, an authenticator app.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import type { Problem } from "../api";
import { t } from "../words";
import { answerChallenge, type Challenge, type Flow } from "./flow";
import { CODE, CodeField, NEW_PASSWORD, PasswordField, QrCode, Whose } from "./parts";
import { StepForm } from "./step-form";

interface ChallengeProps {
  flow: Flow;
  challenge: Challenge;
}

export function NewPasswordStep({ flow, challenge }: ChallengeProps): JSX.Element {
  return (
    <StepForm
      title={t("session.choose_password")}
      lead={t("session.choose_password_lead")}
      fields={["new_password"]}
      parts={(wrong) => (
        <>
          <Whose email={flow.email} />
          <PasswordField
            name={NEW_PASSWORD}
            label={t("session.new_password")}
            hint={challenge.password_needs ?? undefined}
            wrong={wrong.new_password}
          />
        </>
      )}
      yes={t("session.continue")}
      send={(typed) =>
        answerChallenge(flow, challenge, "new-password", { new_password: typed(NEW_PASSWORD) })
      }
      refused={backWhenLate(flow)}
      otherwise={null}
    />
  );
}

export function CodeStep({ flow, challenge }: ChallengeProps): JSX.Element {
  return (
    <StepForm
      title={t("session.code_title")}
      fields={["code"]}
      parts={(wrong) => (
        <CodeField label={t("session.code")} hint={t("session.code_hint")} wrong={wrong.code} />
      )}
      yes={t("session.continue")}
      send={(typed) => answerChallenge(flow, challenge, "code", { code: typed(CODE) })}
      refused={backWhenLate(flow)}
      otherwise={{ words: t("session.start_over"), act: () => flow.show({ name: "password" }) }}
    />
  );
}

interface SetupProps extends ChallengeProps {
  setup: Schemas["AuthenticatorSetup"];
}

export function SetupStep({ flow, challenge, setup }: SetupProps): JSX.Element {
  return (
    <StepForm
      title={t("session.setup")}
      lead={t("session.setup_lead")}
      fields={["code"]}
      parts={(wrong) => (
        <>
          <QrCode {...setup.qr} />
          <p class="small">
            {t("session.cannot_scan")}{" "}
            <code class="secret">{setup.secret.match(/.{1,4}/g)?.join(" ")}</code>{" "}
            <a href={setup.uri}>{t("session.open_app")}</a>
          </p>
          <CodeField
            label={t("session.setup_code")}
            hint={t("session.setup_code_hint")}
            wrong={wrong.code}
          />
        </>
      )}
      yes={t("session.continue")}
      send={(typed) => answerChallenge(flow, challenge, "authenticator", { code: typed(CODE) })}
      refused={backWhenLate(flow)}
      otherwise={null}
    />
  );
}

/** Whoever took too long begins with the password again. */
const backWhenLate = (flow: Flow) => (problem: Problem) => {
  if (problem.status === 401) flow.show({ name: "password", notice: problem.message });
};
