// What several components need: looking again and again, a clock that ticks, the room there is.

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

/** Whether the window is as a media query says, also when it changes. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => window.matchMedia(query).matches);
  useLayoutEffect(() => {
    const list = window.matchMedia(query);
    const look = () => setMatches(list.matches);
    look();
    list.addEventListener("change", look);
    return () => list.removeEventListener("change", look);
  }, [query]);
  return matches;
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
