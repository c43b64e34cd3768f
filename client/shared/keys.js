// Names for what is sent: the same name again is the same thing. Visitors' pages have these, too.

/** A name that nobody else gives. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** May it have been done for all that this status says, or will the same pass in a moment? 0: silence. */
export const isOpen = (status) => !status || status === 429 || status >= 500;

/**
 * The key of a write: the same at each try until its end is known, then another one. `key` is one
 * that may have been sent before. After each try, `ended(status)`; gives whether its end is known.
 */
export function attempt(key = null) {
  let mayBeDone = Boolean(key);
  return {
    key: () => (key ??= newKey()),
    ended(status) {
      if (isOpen(status)) {
        mayBeDone ||= status !== 429;
        return false;
      }
      // A mistake in a field is found before the server looks for what was done under the key.
      if (mayBeDone && status >= 400 && status !== 409) return false;
      key = null;
      mayBeDone = false;
      return true;
    },
  };
}
