// A list that is read page by page, when more of it is wanted.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { get } from "../api";
import { messageOf } from "../failure-words";

/** How far a list was read: still at it, to the end, to a page with more behind it, or refused. */
export type Read = { is: "reading" | "all" | "more" } | { is: "failed"; why: string };

interface Page<Entry> {
  entries: Entry[];
  next_cursor?: string | null;
}

export interface Pages<Entry> {
  entries: Entry[];
  state: Read;
  /** Read on, or once more. */
  more: () => void;
  drop: (entry: Entry) => void;
}

/** The pages of the list at this path, the first one at once. */
export function usePages<Entry>(path: string): Pages<Entry> {
  const [entries, setEntries] = useState<Entry[]>([]);
  const [state, setState] = useState<Read>({ is: "reading" });
  const [cursor, setCursor] = useState<string | null>(null);

  const isReading = useRef(false);

  async function more(): Promise<void> {
    if (isReading.current) return; // pressed twice, it is one page
    isReading.current = true;
    const from = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
    try {
      const { data } = await get<Page<Entry>>(path + from);
      setEntries((read) => [...read, ...data.entries]);
      setCursor(data.next_cursor ?? null);
      setState({ is: data.next_cursor ? "more" : "all" });
    } catch (failure) {
      setState({ is: "failed", why: messageOf(failure) });
    }
    isReading.current = false;
  }

  useLayoutEffect(() => {
    more();
  }, []);
  const drop = (entry: Entry) => setEntries((read) => read.filter((each) => each !== entry));
  return { entries, state, more, drop };
}
