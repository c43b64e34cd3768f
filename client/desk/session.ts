// Who is signed in, in this tab. The tokens live in the tab's storage and go with it.

import type { Schemas } from "../shared/api";
import { identifyWith, Problem, post } from "./api";

const KEPT = "frontdesk-session";
const AHEAD = 120000; // milliseconds: so long before its end a token is renewed
const JUST_NOW = 5000; // milliseconds: what was renewed since then is not renewed again
const PATIENCE = 3000; // milliseconds: signing out does not wait longer for the server

type Given = Schemas["Session"];
export type Staff = Given["staff"];

export interface Session {
  id_token: string;
  refresh_token: string;
  /** In milliseconds. */
  expires_at: number;
  staff: Staff;
}

export type Why = "over" | "idle";

/** Who is signed in, or null. */
export function session(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

export function keepSession(given: Session): void {
  sessionStorage.setItem(KEPT, JSON.stringify(given));
}

let aside: { by: string; kept: [string, string][] } | null = null; // {by, kept}: what somebody typed, in the hands of this page alone till they are back

const forgetters = new Set<() => void>();

/** `act()` whenever nobody is signed in any more: what was kept for them alone goes, too. */
export function onForgotten(act: () => void): void {
  forgetters.add(act);
}

/** Forget who is signed in, and with them what they typed: all that the desk keeps in this tab. */
export function forgetSession(): void {
  const names = Object.keys(sessionStorage).filter((name) => name.startsWith("frontdesk-"));
  const theirs = names.filter((name) => name !== KEPT);
  const by = session()?.staff.staff_id;
  if (by) aside = { by, kept: theirs.map((name) => [name, sessionStorage.getItem(name) ?? ""]) };
  for (const name of names) sessionStorage.removeItem(name);
  for (const act of forgetters) act();
}

/** Begin, or go on with, a session as /session gives it; with what this person had typed. */
export function beginSession({ id_token, refresh_token, expires_in, staff }: Given): void {
  keepSession({ id_token, refresh_token, expires_at: Date.now() + expires_in * 1000, staff });
  const kept = aside?.by === staff.staff_id ? aside.kept : [];
  for (const [name, content] of kept) sessionStorage.setItem(name, content);
  aside = null;
}

export const isManager = (): boolean => Boolean(session()?.staff.roles.includes("manager"));

/** Sign out: forgotten here at once, and over for good as soon as the server has heard of it. */
export async function endSession(): Promise<void> {
  const ended = session();
  forgetSession();
  if (!ended) return;
  const { refresh_token } = ended;
  const told = post("session/end", { refresh_token }, { open: true }).catch(() => {});
  await Promise.race([told, new Promise((over) => setTimeout(over, PATIENCE))]);
}

let ask: (why: Why) => Promise<void> = async () => {};
let asked: Promise<void> | null = null;

/** `ask(why)` has somebody sign in and resolves when they have; until then every call waits. */
export function signInWith(given: (why: Why) => Promise<void>): void {
  ask = given;
}

/** Have somebody sign in again, asked once however many calls want it. `why`: "over" or "idle". */
export function signedInAgain(why: Why): Promise<void> {
  asked ??= ask(why).finally(() => {
    asked = null;
  });
  return asked;
}

let renewing: Promise<void> | null = null;
let renewedAt = 0;

function renewed(): Promise<void> {
  renewing ??= renew().finally(() => {
    renewing = null;
  });
  return renewing;
}

/** New tokens; or, when the session is over, somebody has signed in again. Throws Unreached. */
async function renew(): Promise<void> {
  const refresh_token = session()?.refresh_token;
  const isOurs = () => session()?.refresh_token === refresh_token; // nobody signed out meanwhile
  try {
    const { data } = await post<Given>("session/renew", { refresh_token }, { open: true });
    if (isOurs()) beginSession(data);
    renewedAt = Date.now();
  } catch (failure) {
    const isOver = failure instanceof Problem && [401, 403, 422].includes(failure.status);
    if (!isOver) throw failure;
    if (isOurs()) forgetSession();
  }
  if (!session()) await signedInAgain("over");
}

async function token(): Promise<string | null> {
  if (!session()) await signedInAgain("over");
  const kept = session();
  if (!kept) return null;
  const left = kept.expires_at - Date.now();
  if (left > AHEAD) return kept.id_token;
  try {
    await renewed();
  } catch (failure) {
    if (left <= 0) throw failure;
  }
  return session()?.id_token ?? null;
}

async function refused(): Promise<boolean> {
  if (Date.now() - renewedAt < JUST_NOW) return true;
  if (session()) await renewed();
  else await signedInAgain("over");
  return true;
}

identifyWith({ token, refused });
