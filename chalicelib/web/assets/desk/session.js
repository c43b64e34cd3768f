// Who is signed in, in this tab. The tokens live in the tab's storage and go with it.

import { identifyWith } from "./api.js";

const KEPT = "frontdesk-session";

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

/** Forget who is signed in, and with them what they typed: all that the desk keeps in this tab. */
export function forgetSession() {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith("frontdesk-")) sessionStorage.removeItem(name);
}

export const isManager = () => Boolean(session()?.staff.roles.includes("manager"));

identifyWith({
  token: async () => session()?.id_token ?? null,
  refused: async () => false,
});
