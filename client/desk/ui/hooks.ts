// What several components need: looking again and again, a clock that ticks, the room there is.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { every, type Poll } from "../live";

/** Look now and every so many milliseconds while this is shown; gives what looks at once. */
export function useEvery(milliseconds: number, look: () => unknown): () => void {
  const latest = useRef(look);
  latest.current = look;
  const poll = useRef<Poll | null>(null);
  useLayoutEffect(() => {
    const mine = every(milliseconds, () => latest.current());
    poll.current = mine;
    return mine.stop;
  }, [milliseconds]);
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
