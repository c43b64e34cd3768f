// What the queue shows, looked at again and again.

import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { noteCount } from "../frame/queue-counts";
import { reader } from "../known";
import { isAtWork } from "../look-rules";
import { presence } from "../presence";
import { useEvery } from "../ui/hooks";
import { firstPage } from "./queue-path";
import { countOf, type QueueEntry } from "./waiting";

type Queue = Schemas["Queue"];

export interface Seen {
  entries: QueueEntry[];
  /** There are more than were asked for. */
  hasMore: boolean;
  /** In milliseconds. */
  at: number;
}

/** Several pages as one list; what moved to another page meanwhile shows once. */
function joined(pages: readonly Queue[]): Seen {
  const entries = new Map<string, QueueEntry>();
  for (const entry of pages.flatMap((page) => page.entries))
    if (!entries.has(entry.callback_id)) entries.set(entry.callback_id, entry);
  return {
    entries: [...entries.values()],
    hasMore: Boolean(pages.at(-1)?.next_cursor),
    at: Date.now(),
  };
}

/** A location's queue, page by page. What did not change is the very object that was read before. */
export class QueuePages {
  readonly #readers: ReturnType<typeof reader<Queue>>[] = [];
  readonly #path: string;
  #pages: Queue[] = [];
  #seen: Seen | null = null;

  constructor(locationId: string) {
    this.#path = firstPage(locationId);
  }

  /** Reads so many pages; a `glance` is content with a first one that is as it was. */
  async read(count: number, glance: boolean): Promise<Seen> {
    const first = await this.#page(0, "");
    if (this.#seen && glance && first === this.#pages[0]) return this.#seen;
    const pages = [first];
    let cursor = first.next_cursor;
    while (cursor && pages.length < count) {
      const page = await this.#page(pages.length, `&cursor=${cursor}`);
      pages.push(page);
      cursor = page.next_cursor;
    }
    return this.#joined(pages);
  }

  async #page(at: number, from: string): Promise<Queue> {
    const read = this.#readers[at] ?? reader<Queue>();
    this.#readers[at] = read;
    return read(this.#path + from);
  }

  #joined(pages: Queue[]): Seen {
    const before = this.#pages;
    const isSame = pages.length === before.length && pages.every((page, at) => page === before[at]);
    if (!this.#seen || !isSame) this.#seen = joined(pages);
    this.#pages = pages;
    return this.#seen;
  }
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
  const [queue] = useState(() => new QueuePages(locationId));
  const [seen, setSeen] = useState<Seen | null>(null);
  const pages = useRef(1);
  const looks = useRef(0);
  const again = useEvery(async () => {
    const now = await queue.read(pages.current, !isAtWork(presence()));
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
