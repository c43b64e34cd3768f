// How many are owed a call at each location, as it was last seen.

import { signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { type DeskLocation, desk } from "../desk";
import { reader } from "../known";
import { type Counted, countOf } from "../queue/waiting";
import { useEvery } from "../ui/hooks";
import { t } from "../words";

const STALE = 50000; // milliseconds: what was seen since then is not looked at again
const MOST = 100;

interface Count extends Counted {
  hasMore: boolean;
  /** In milliseconds. */
  at: number;
}

const counts = signal<ReadonlyMap<string, Count>>(new Map());

/** Note what a look at a location's queue has shown. */
export function noteCount(locationId: string, count: Count): void {
  counts.value = new Map(counts.value).set(locationId, count);
}

/** Look at every queue that nobody looks at anyway, while this is shown. */
export function useQueueCounts(): void {
  useEvery(async () => {
    const isStale = ({ location_id: id }: DeskLocation) =>
      Date.now() - (counts.value.get(id)?.at ?? 0) >= STALE;
    const stale = desk.clinic.locations.filter(isStale);
    for (const { location_id } of stale) await look(location_id);
    return stale.length > 0;
  }, "loose");
}

const readers = new Map<string, ReturnType<typeof reader<Schemas["Queue"]>>>();

async function look(locationId: string): Promise<void> {
  const read = readers.get(locationId) ?? reader<Schemas["Queue"]>();
  readers.set(locationId, read);
  const data = await read(`locations/${locationId}/queue?limit=${MOST}`);
  const at = Date.now();
  noteCount(locationId, { ...countOf(data.entries, at), hasMore: Boolean(data.next_cursor), at });
}

/** A location's name, with its calls as far as they are known. */
export function locationSaid({ location_id, name }: DeskLocation): string {
  const count = counts.value.get(location_id);
  if (!count?.waiting) return name;
  const waiting = `${count.waiting}${count.hasMore ? "+" : ""}`;
  const { overdue } = count;
  return t(overdue ? "frame.calls_overdue" : "frame.calls", { name, waiting, overdue });
}
