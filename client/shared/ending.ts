// How sending something ended, as far as its answer tells, so that no word says more than is known.

/** kept: it is stored. refused: this is not. earlier: an earlier version is, this one is not. */
export type Ending = "kept" | "refused" | "earlier" | "unknown";

/**
 * The ending that an answer with this status tells of; 0 or none: no answer came. `unsureBefore`: it
 * was sent before, and nobody knows how that ended.
 */
export function endingOf(status: number | undefined, unsureBefore = false): Ending {
  if (!status || status >= 500) return "unknown"; // it may have been carried out all the same
  if (status === 409) return "earlier";
  if (status >= 400) return unsureBefore ? "unknown" : "refused";
  return status >= 200 && status < 300 ? "kept" : "unknown";
}
