// An id by which limits tell this browser from others of its network. It is made up, tells nothing,
// and is gone when the tab is closed.

import { newKey } from "../shared/keys";

const KEPT = "frontdesk-browser";

let made: string | undefined;

export function browserId(): string {
  made ??= kept();
  return made;
}

/** In a frame of another site a browser may keep nothing: then it holds for this page. */
function kept(): string {
  try {
    const id = sessionStorage.getItem(KEPT) ?? newKey();
    sessionStorage.setItem(KEPT, id);
    return id;
  } catch {
    return newKey();
  }
}
