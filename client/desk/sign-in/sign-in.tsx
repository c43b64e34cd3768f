// Signing in, step by step: password, one of one's own, the authenticator app.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { CodeStep, NewPasswordStep, SetupStep } from "./challenge-steps";
import type { Flow, Session, Step } from "./flow";
import { ForgottenStep, ResetStep } from "./forgotten-steps";
import { PasswordStep } from "./password-step";

export interface SignInProps {
  /** Who is expected, or nobody in particular. */
  email: string;
  /** Called with what /session gives. */
  done: (session: Session) => void;
}

/** The steps of a sign-in, which take turns, beginning with the password. */
export function SignIn({ email, done }: SignInProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ step: Step; email: string; turn: number }>({
    step: { name: "password" },
    email,
    turn: 0,
  });
  useLayoutEffect(() => {
    if (at.turn) focusFirst(place.current); // whoever shows the first step has it focused
  }, [at.turn]);
  const flow: Flow = {
    email: at.email,
    show: (step, who) =>
      setAt((before) => ({ step, email: who ?? before.email, turn: before.turn + 1 })),
    done,
  };
  return (
    <div class="steps" ref={place}>
      <ShownStep key={at.turn} step={at.step} flow={flow} />
    </div>
  );
}

function ShownStep({ step, flow }: { step: Step; flow: Flow }): JSX.Element {
  if (step.name === "forgotten") return <ForgottenStep flow={flow} />;
  if (step.name === "reset") return <ResetStep flow={flow} needs={step.needs} />;
  if (step.name === "password") return <PasswordStep flow={flow} notice={step.notice} />;
  const { challenge } = step;
  if (challenge.setup)
    return <SetupStep flow={flow} challenge={challenge} setup={challenge.setup} />;
  if (challenge.name === "NEW_PASSWORD_REQUIRED")
    return <NewPasswordStep flow={flow} challenge={challenge} />;
  return <CodeStep flow={flow} challenge={challenge} />;
}

/** Focus the first field that is still empty. */
export function focusFirst(place: Element | null): void {
  const all = place?.querySelectorAll<HTMLInputElement>("input:not([hidden], [type=checkbox])");
  const fields = [...(all ?? [])];
  (fields.find((each) => !each.value) ?? fields[0])?.focus();
}
