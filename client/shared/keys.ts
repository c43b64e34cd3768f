// Names for what is sent: the same name again is the same thing.

/** A name that nobody else gives. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** True if it may have been done for all that this status says, or may pass in a moment. 0: silence. */
export const isOpen = (status: number | undefined): boolean =>
  !status || status === 429 || status >= 500;

export interface Attempt {
  /** The key to send. */
  key(): string;
  /** Notes how a try ended; true once the end of the write is known. */
  ended(status: number | undefined): boolean;
}

/**
 * The key of a write: the same at each try until its end is known, then another one. `sent` is a
 * key that may have been sent before.
 */
export function attempt(sent: string | null = null): Attempt {
  let key = sent;
  let mayBeDone = Boolean(sent);
  return {
    key() {
      key ??= newKey();
      return key;
    },
    ended(status) {
      if (isOpen(status)) {
        mayBeDone ||= status !== 429;
        return false;
      }
      // A mistake in a field is found before the server looks for what was done under the key.
      if (mayBeDone && status !== undefined && status >= 400 && status !== 409) return false;
      key = null;
      mayBeDone = false;
      return true;
    },
  };
}
