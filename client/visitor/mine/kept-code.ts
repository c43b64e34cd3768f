// What shows that this tab asked for a code, and typed it: kept so that a reload loses nothing, and
// gone with the tab. The code itself is never kept.

export interface KeptCode {
  proof_id: string;
  code_token: string;
  /** The code can be typed until then. */
  until: string;
  email: string;
  /** Once it was typed: what that proves, and until when. */
  proven?: { token: string; until: string };
}

const KEPT = "frontdesk-code";

let inMemory: KeptCode | null = null; // where the browser keeps nothing, it holds for this page

export function keptCode(): KeptCode | null {
  try {
    const kept = sessionStorage.getItem(KEPT);
    return kept ? (JSON.parse(kept) as KeptCode) : inMemory;
  } catch {
    return inMemory;
  }
}

export function keepCode(code: KeptCode): void {
  inMemory = code;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(code));
  } catch {
    // for this page alone, then
  }
}

export function forgetCode(): void {
  inMemory = null;
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // nothing was kept
  }
}
