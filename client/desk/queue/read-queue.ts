// What the queue shows, looked at again and again.

import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import { noteCount } from "../frame/queue-counts";
import { useEvery } from "../ui/hooks";
import { countOf, type QueueEntry } from "./waiting";

const POLL = 4000; // milliseconds; a colleague's change is seen within five seconds
const PAGE = 50;

export interface Seen {
  entries: QueueEntry[];
  /** There are more than were asked for. */
  hasMore: boolean;
  /** In milliseconds. */
  at: number;
}

/** Read so many pages of a location's queue; what moved to another page meanwhile shows once. */
export async function readQueue(locationId: string, pages: number): Promise<Seen> {
  const entries = new Map<string, QueueEntry>();
  let cursor: string | null = null;
  for (let page = 0; page < pages && (page === 0 || cursor); page += 1) {
    const from: string = cursor ? `&cursor=${cursor}` : "";
    const path = `locations/${locationId}/queue?limit=${PAGE}${from}`;
    const { data } = await get<Schemas["Queue"]>(path);
    for (const entry of data.entries)
      if (!entries.has(entry.callback_id)) entries.set(entry.callback_id, entry);
    cursor = data.next_cursor;
  }
  return { entries: [...entries.values()], hasMore: Boolean(cursor), at: Date.now() };
}

export interface Watched {
  /** Null until the queue was seen. */
  seen: Seen | null;
  again: () => void;
  showMore: () => void;
}

/** Watch a location's queue. `onSeen(entries, isFirst)` with each look. */
export function useQueue(
  locationId: string,
  onSeen: (entries: QueueEntry[], isFirst: boolean) => unknown,
): Watched {
  const [seen, setSeen] = useState<Seen | null>(null);
  const pages = useRef(1);
  const looks = useRef(0);
  const again = useEvery(POLL, async () => {
    const now = await readQueue(locationId, pages.current);
    setSeen(now);
    noteCount(locationId, { ...countOf(now.entries, now.at), hasMore: now.hasMore, at: now.at });
    looks.current += 1;
    await onSeen(now.entries, looks.current === 1);
  });
  function showMore(): void {
    pages.current += 1;
    again();
  }
  return { seen, again, showMore };
}
