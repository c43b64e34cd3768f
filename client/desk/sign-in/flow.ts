// The steps of a sign-in, and how one leads to the next.

import type { Schemas } from "../../shared/api";
import { type Answer, post } from "../api";
import { t } from "../words";

export type Session = Schemas["Session"];
export type Challenge = Schemas["Challenge"];

export type Step =
  | { name: "password"; notice?: string }
  | { name: "challenge"; challenge: Challenge }
  | { name: "forgotten" }
  | { name: "reset"; needs: string };

/** What every step has in hand. */
export interface Flow {
  /** Who signs in, as they typed it last. */
  email: string;
  /** Go on with another step, and with who it is. */
  show(step: Step, email?: string): void;
  /** Somebody is signed in. */
  done(session: Session): void;
}

const send = <T>(path: string, body: unknown): Promise<Answer<T>> =>
  post<T>(path, body, { open: true });

/** Sign in with a password. */
export async function sendPassword(flow: Flow, email: string, password: string): Promise<void> {
  const { data } = await send<Schemas["SignInAnswer"]>("session", { email, password });
  goOn(flow, data, email);
}

export type ChallengeRoute = "new-password" | "code" | "authenticator";

/** Answer what was asked for after the password. */
export async function answerChallenge(
  flow: Flow,
  { session, username }: Challenge,
  route: ChallengeRoute,
  given: Record<string, string>,
): Promise<void> {
  const body = { email: flow.email, username, session, ...given };
  const { data } = await send<Schemas["SignInAnswer"]>(`session/${route}`, body);
  goOn(flow, data, flow.email);
}

/** Have a code sent by email. */
export async function sendResetCode(flow: Flow, email: string): Promise<void> {
  const { data } = await send<Schemas["ResetBegun"]>("session/forgotten", { email });
  flow.show({ name: "reset", needs: data.password_needs }, email);
}

/** Set a new password with the code that was sent, and sign in with it. */
export async function resetPassword(flow: Flow, code: string, password: string): Promise<void> {
  const { email } = flow;
  await send("session/reset", { email, code, new_password: password });
  flow.show({ name: "password", notice: t("session.reset_done") });
  await sendPassword(flow, email, password);
}

function goOn(flow: Flow, answer: Schemas["SignInAnswer"], email: string): void {
  if (answer.session) flow.done(answer.session);
  else if (answer.challenge) flow.show({ name: "challenge", challenge: answer.challenge }, email);
}
