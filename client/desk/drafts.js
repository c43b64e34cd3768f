// What was typed and not yet sent, kept in this tab alone: a reload loses none of it.

import { session } from "./session.js";

const typed = new Map(); // the same, should the tab's storage be full or forbidden
const STEM = "frontdesk-draft-"; // what signs out forgets all that begins with "frontdesk-"

/** What was typed into `name` by whoever is signed in, or null. */
export function draft(name) {
  const { by, content } = typed.get(name) ?? stored(name) ?? {};
  return by === writer() && content ? content : null;
}

function stored(name) {
  try {
    return JSON.parse(sessionStorage.getItem(STEM + name));
  } catch {
    return null;
  }
}

/** Keep what is typed into `name`; nothing is not kept. */
export function keepDraft(name, content) {
  if (!content) return forgetDraft(name);
  const kept = { by: writer(), content };
  typed.set(name, kept);
  try {
    sessionStorage.setItem(STEM + name, JSON.stringify(kept));
  } catch {
    return; // this page has it still
  }
}

export function forgetDraft(name) {
  typed.delete(name);
  sessionStorage.removeItem(STEM + name);
}

const writer = () => session()?.staff.staff_id;
