// Links that open something of a visitor's again: a receipt, an appointment. What opens it stands in
// the fragment, which no browser sends.

import type { Named } from "./named";
import { FRAMED, LANGUAGE, PAGE } from "./page";

/** The address of something's own page, in the language that was chosen here. */
export function addressOf(page: "receipt" | "manage" | "waitlist", { id, token }: Named): string {
  const chosen = new URLSearchParams(location.search).has("lang");
  const path = `${location.origin}${PAGE.base}${page}${chosen ? `?lang=${LANGUAGE}` : ""}`;
  return `${path}#${id}.${token}`;
}

/** The tab's address becomes that of what it shows, so that reloading it shows that again. */
export function stayAt(address: string): void {
  if (FRAMED) return; // the other site's page reloads its own frame
  history.replaceState(history.state, "", address);
  switchKeeps(location.hash);
}

/** The link to the other language leads to the same thing. */
export function switchKeeps(fragment: string): void {
  const other = document.getElementById("switch");
  if (other instanceof HTMLAnchorElement) other.hash = fragment;
}

/** True once the address is on the clipboard; false where the browser keeps it from there. */
export async function isCopied(address: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false;
  }
}
