// The free bays of a day by their start, with who waits for such a one. Pure.

import type { Schemas } from "../../shared/api";
import { type Place, servicesFor } from "../sheet";

export type Line = Schemas["FreeSlotLine"];

export interface FreeBay {
  slotId: string;
  bay: string;
  name: string;
  startsAt: string;
  released: boolean;
}

/** Somebody who waits for such a time, and the bay that they would be given. */
export interface Waiting {
  entryId: string;
  personId: string;
  firstName: string;
  serviceId: string;
  startsAt: string;
  bay: string;
  /** What forms stated of them for the clinician. */
  flags: readonly Schemas["StatedFlag"][];
}

/** A start, with the bays that the same services can be had in then. */
export interface FreeStart {
  key: string;
  at: string;
  services: readonly string[];
  bays: FreeBay[];
  waiting: Waiting[];
}

/** The free places by their start. `lines`: what the clinic knows of each, by slot. */
export function freeStarts(open: readonly Place[], lines: ReadonlyMap<string, Line>): FreeStart[] {
  const starts = new Map<string, FreeStart>();
  for (const place of open) {
    const { slot } = place;
    const line = lines.get(slot.slot_id);
    const services = line?.services ?? servicesFor(slot).map((service) => service.service_id);
    const key = JSON.stringify([slot.starts_at, services]);
    const start = starts.get(key) ?? { key, at: slot.starts_at, services, bays: [], waiting: [] };
    start.bays.push(bayOf(place));
    for (const each of line?.waiting ?? [])
      if (!start.waiting.some((other) => other.entryId === each.entry_id))
        start.waiting.push(waitingOf(each, place));
    starts.set(key, start);
  }
  return [...starts.values()].sort((one, other) => one.at.localeCompare(other.at));
}

const bayOf = ({ slot, bay }: Place): FreeBay => ({
  slotId: slot.slot_id,
  bay: bay.bay,
  name: bay.name,
  startsAt: slot.starts_at,
  released: slot.status === "released",
});

const waitingOf = (entry: Schemas["FreeSlotWaiting"], { slot, bay }: Place): Waiting => ({
  entryId: entry.entry_id,
  personId: entry.person_id,
  firstName: entry.first_name,
  serviceId: entry.service_id,
  startsAt: slot.starts_at,
  bay: bay.bay,
  flags: entry.flags,
});
