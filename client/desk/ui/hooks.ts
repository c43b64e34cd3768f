// What several components need: looking again and again, a clock that ticks.

import { useEffect, useRef, useState } from "preact/hooks";
import { every, type Poll } from "../live";

/** Look now and every so many milliseconds while this is shown; gives what looks at once. */
export function useEvery(milliseconds: number, look: () => unknown): () => void {
  const latest = useRef(look);
  latest.current = look;
  const poll = useRef<Poll | null>(null);
  useEffect(() => {
    const mine = every(milliseconds, () => latest.current());
    poll.current = mine;
    return mine.stop;
  }, [milliseconds]);
  return () => {
    poll.current?.again();
  };
}

/** Now, in milliseconds, anew every so many of them. */
export function useNow(milliseconds: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
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
