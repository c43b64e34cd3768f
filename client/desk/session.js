// Who is signed in, in this tab. The tokens live in the tab's storage and go with it.

import { identifyWith, post, Problem } from "./api.js";

const KEPT = "frontdesk-session";
const AHEAD = 120000; // milliseconds: so long before its end a token is renewed
const JUST_NOW = 5000; // milliseconds: what was renewed since then is not renewed again
const PATIENCE = 3000; // milliseconds: signing out does not wait longer for the server

/** {id_token, refresh_token, expires_at (milliseconds), staff: {staff_id, email, roles}}, or null. */
export function session() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

export function keepSession(given) {
  sessionStorage.setItem(KEPT, JSON.stringify(given));
}

let aside = null; // {by, kept}: what somebody typed, in the hands of this page alone till they are back

/** Forget who is signed in, and with them what they typed: all that the desk keeps in this tab. */
export function forgetSession() {
  const names = Object.keys(sessionStorage).filter((name) => name.startsWith("frontdesk-"));
  const theirs = names.filter((name) => name !== KEPT);
  const by = session()?.staff.staff_id;
  if (by) aside = { by, kept: theirs.map((name) => [name, sessionStorage.getItem(name)]) };
  for (const name of names) sessionStorage.removeItem(name);
}

/** Begin, or go on with, a session as /session gives it; with what this person had typed. */
export function beginSession({ id_token, refresh_token, expires_in, staff }) {
  keepSession({ id_token, refresh_token, expires_at: Date.now() + expires_in * 1000, staff });
  const kept = aside?.by === staff.staff_id ? aside.kept : [];
  for (const [name, content] of kept) sessionStorage.setItem(name, content);
  aside = null;
}

export const isManager = () => Boolean(session()?.staff.roles.includes("manager"));

/** Sign out: forgotten here at once, and over for good as soon as the server has heard of it. */
export async function endSession() {
  const ended = session();
  forgetSession();
  if (!ended) return;
  const { refresh_token } = ended;
  const told = post("session/end", { refresh_token }, { open: true }).catch(() => {});
  await Promise.race([told, new Promise((over) => setTimeout(over, PATIENCE))]);
}

let ask = async () => {};
let asked = null;

/** `ask(why)` has somebody sign in and resolves when they have; until then every call waits. */
export function signInWith(given) {
  ask = given;
}

/** Have somebody sign in again, asked once however many calls want it. `why`: "over" or "idle". */
export function signedInAgain(why) {
  asked ??= ask(why).finally(() => {
    asked = null;
  });
  return asked;
}

let renewing = null;
let renewedAt = 0;

function renewed() {
  renewing ??= renew().finally(() => {
    renewing = null;
  });
  return renewing;
}

/** New tokens; or, when the session is over, somebody has signed in again. Throws Unreached. */
async function renew() {
  const { refresh_token } = session();
  const isOurs = () => session()?.refresh_token === refresh_token; // nobody signed out meanwhile
  try {
    const { data } = await post("session/renew", { refresh_token }, { open: true });
    if (isOurs()) beginSession(data);
    renewedAt = Date.now();
  } catch (failure) {
    const isOver = failure instanceof Problem && [401, 403, 422].includes(failure.status);
    if (!isOver) throw failure;
    if (isOurs()) forgetSession();
  }
  if (!session()) await signedInAgain("over");
}

async function token() {
  if (!session()) await signedInAgain("over");
  const kept = session();
  const left = kept.expires_at - Date.now();
  if (left > AHEAD) return kept.id_token;
  try {
    await renewed();
  } catch (failure) {
    if (left <= 0) throw failure;
  }
  return session().id_token;
}

async function refused() {
  if (Date.now() - renewedAt < JUST_NOW) return true;
  if (session()) await renewed();
  else await signedInAgain("over");
  return true;
}

identifyWith({ token, refused });
