// What is chosen while an appointment is booked: service, day, time and bay. Pure.

import { localDate } from "../../shared/time";
import type { DeskService } from "../desk";
import { canBegin, type DaySheet, placesOf, type Start, servicesFor } from "../sheet";
import type { KnownPerson } from "./person-fields";

/** What is known before anybody chooses. */
export interface Known extends KnownPerson {
  requestId?: string;
  /** The call from whose card this is booked; it is closed by that. */
  callbackId?: string;
  /** The waitlist entry that this booking answers: what it is offered can be booked. */
  waitlistEntryId?: string;
  serviceId?: string;
  date?: string;
  startsAt?: string;
  /** The bay that `startsAt` is in. */
  bay?: string;
  /** Offers to plan a whole series instead. */
  seriesAllowed?: boolean;
  /** They are at the desk: checked in as soon as they are booked. */
  isWalkIn?: boolean;
}

export interface Choice {
  serviceId: string;
  /** As it stands in its field: empty while it is being typed. */
  date: string;
  /** A time that was chosen; it counts only on a day that has it. */
  startsAt: string | null;
  /** Empty for any that is free. */
  bay: string;
}

export const ANY_BAY = "";

export const firstChoice = (
  given: Known,
  services: readonly DeskService[],
  zone: string,
  now: number,
): Choice => ({
  serviceId: given.serviceId ?? services[0]?.service_id ?? "",
  date: given.date ?? localDate(given.startsAt ?? now, zone),
  startsAt: given.startsAt ?? null,
  bay: given.bay ?? ANY_BAY,
});

/** The service that suits the bay which was chosen first: what cannot be had in it is not wanted. */
export function suitedService({ serviceId, startsAt, bay }: Choice, sheet: DaySheet): string {
  const place = placesOf(sheet).find(
    (each) => each.slot.starts_at === startsAt && each.bay.bay === bay,
  );
  const fitting = place ? servicesFor(place.slot).map((each) => each.service_id) : [];
  return fitting.includes(serviceId) ? serviceId : (fitting[0] ?? serviceId);
}

/** The bay to send: the one that was chosen, if it can be had at that time. */
export const bayAt = (start: Start | undefined, bay: string): string =>
  start?.bays.some((each) => each.bay === bay) ? bay : ANY_BAY;

/** The choice of somebody who is here: the soonest of these starts, unless the chosen one is among them. */
export function soonest(choice: Choice, starts: readonly Start[], now: number): Choice {
  if (starts.some(({ at }) => at === choice.startsAt)) return choice;
  return { ...choice, startsAt: starts.find(({ at }) => canBegin(at, now))?.at ?? null };
}
