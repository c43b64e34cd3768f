// The whole page, while nobody is signed in.

import { type JSX, render } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { clinicName, entitle, pageRoot } from "../page";
import { t } from "../words";
import { focusFirst, SignIn, type SignInProps } from "./sign-in";

/** Have somebody sign in; `done(session)` is called with what /session gives. */
export function showSignIn(done: SignInProps["done"]): void {
  entitle(t("session.sign_in"));
  render(<SignInPage done={done} />, pageRoot());
}

function SignInPage({ done }: Pick<SignInProps, "done">): JSX.Element {
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => focusFirst(main.current), []);
  return (
    <main id="main" class="sign-in" tabIndex={-1} ref={main}>
      <p class="clinic">
        {clinicName()} <span class="quiet">{t("frame.front_desk")}</span>
      </p>
      <div class="card">
        <SignIn email="" done={done} />
      </div>
    </main>
  );
}
