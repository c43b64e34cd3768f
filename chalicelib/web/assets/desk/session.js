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

export function forgetSession() {
  sessionStorage.removeItem(KEPT);
}

export const isManager = () => Boolean(session()?.staff.roles.includes("manager"));

identifyWith({
  token: async () => session()?.id_token ?? null,
  refused: async () => false,
});
