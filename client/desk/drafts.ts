// What was typed and not yet sent, kept in this tab alone: a reload loses none of it.

import { session } from "./session";

interface Kept {
  by: string | undefined;
  content: string;
}

const typed = new Map<string, Kept>(); // the same, should the tab's storage be full or forbidden
const STEM = "frontdesk-draft-"; // what signs out forgets all that begins with "frontdesk-"

/** What was typed into `name` by whoever is signed in, or null. */
export function draft(name: string): string | null {
  const kept = typed.get(name) ?? stored(name);
  return kept && kept.by === writer() && kept.content ? kept.content : null;
}

function stored(name: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(STEM + name) ?? "null");
  } catch {
    return null;
  }
}

/** Keep what is typed into `name`; nothing is not kept. */
export function keepDraft(name: string, content: string): void {
  if (!content) {
    forgetDraft(name);
    return;
  }
  const kept = { by: writer(), content };
  typed.set(name, kept);
  try {
    sessionStorage.setItem(STEM + name, JSON.stringify(kept));
  } catch {
    return; // this page has it still
  }
}

export function forgetDraft(name: string): void {
  typed.delete(name);
  sessionStorage.removeItem(STEM + name);
}

const writer = (): string | undefined => session()?.staff.staff_id;
