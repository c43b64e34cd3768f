// What several components need: looking again and again, a clock that ticks.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { every, type Poll } from "../live";
import type { Care } from "../look-rules";

/**
 * Look now and again and again while this is shown, anew for another `subject`; gives what looks
 * at once.
 */
export function useEvery(
  look: () => unknown,
  care: Care = "close",
  subject: string | null = null,
): () => void {
  const latest = useRef(look);
  latest.current = look;
  const poll = useRef<Poll | null>(null);
  useLayoutEffect(() => {
    const mine = every(() => latest.current(), { care });
    poll.current = mine;
    return mine.stop;
  }, [care, subject]);
  return () => {
    poll.current?.again();
  };
}

/** Now, in milliseconds, anew every so many of them. */
export function useNow(milliseconds: number): number {
  const [now, setNow] = useState(Date.now());
  useLayoutEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), milliseconds);
    return () => clearInterval(ticking);
  }, [milliseconds]);
  return now;
}

let counted = 0;

/** An id that no other element of the page has: Preact's `useId` begins anew at every mount. */
export function useUniqueId(): string {
  const [id] = useState(() => `ui-${++counted}`);
  return id;
}
