// Whether a caller in crisis waits: looked for from every screen, whoever is at it.

import { signal } from "@preact/signals";
import type { Schemas } from "../shared/api";
import { desk } from "./desk";
import { reader } from "./known";
import { every } from "./live";
import { firstPage } from "./queue/queue-path";
import { crisesIn, type QueueEntry } from "./queue/waiting";

const FRESH = 20000; // milliseconds: so long what the queue's own screen saw is enough

/** How many in crisis nobody was with, when it was last looked. */
export interface CrisisLook {
  locationId: string;
  waiting: number;
  /** In milliseconds. */
  at: number;
}

const last = signal<CrisisLook | null>(null);

/** The last look at the location of this desk, or null. A component that reads it follows it. */
export function lastLook(): CrisisLook | null {
  const look = last.value;
  return look && look.locationId === desk.location.location_id ? look : null;
}

/** Remember what was seen of a location's queue: a number and a time, nothing about anybody. */
export function noteQueue(locationId: string, entries: readonly QueueEntry[]): void {
  last.value = { locationId, waiting: crisesIn(entries).length, at: Date.now() };
}

/** Look for callers in crisis from now on, whichever view is open, also beneath a locked screen. */
export function watchForCrises(): void {
  const read = reader<Schemas["Queue"]>();
  every(
    async () => {
      const seen = lastLook();
      if (seen && Date.now() - seen.at < FRESH) return false;
      const { location_id: id } = desk.location;
      noteQueue(id, (await read(firstPage(id))).entries);
      return true;
    },
    { care: "loose" },
  );
}
