// What is chosen and typed in the booking's form, and what follows from it.

import { useEffect, useState } from "preact/hooks";
import type { DeskService } from "../desk";
import { desk } from "../desk";
import { messageOf } from "../failure-words";
import { type DaySheet, type Start, servicesHere, startsFor } from "../sheet";
import {
  bayAt,
  type Choice,
  firstChoice,
  type Known,
  soonest,
  suitedService,
} from "./booking-choice";
import { useDaySheet, useFreeDays } from "./use-times";

export interface BookingChoice {
  choice: Choice;
  service: DeskService | undefined;
  /** The day whose times these are; empty until they are read. */
  shownDate: string;
  /** Every start that the service can have on that day. */
  starts: readonly Start[];
  /** The one that is chosen. */
  start: Start | undefined;
  bay: string;
  days: readonly string[];
  choose: (changed: Partial<Choice>) => void;
  /** Read the day anew. */
  reload: () => Promise<void>;
}

/** The choice of service, day, time and bay; `tell` says why the times cannot be read, `ready` once they are. */
export function useBookingChoice(
  given: Known,
  tell: (text: string) => void,
  ready: () => void,
): BookingChoice {
  const { sheet, load } = useDaySheet();
  const { days, look } = useFreeDays();
  const [choice, setChoice] = useState(() =>
    firstChoice(given, servicesHere(), desk.location.zone, Date.now()),
  );
  const service = desk.service(choice.serviceId);
  const starts = sheet ? startsFor(sheet, service) : [];
  const start = starts.find((each) => each.at === choice.startsAt);

  async function read(date: string): Promise<DaySheet | null> {
    try {
      return await load(date);
    } catch (failure) {
      tell(messageOf(failure));
      return null;
    }
  }

  async function begin(): Promise<void> {
    const first = await read(choice.date);
    if (!first) return;
    const serviceId = given.serviceId ?? suitedService(choice, first);
    setChoice((now) => ({ ...now, serviceId }));
    ready();
    await look(serviceId);
  }

  function choose(changed: Partial<Choice>): void {
    const isSoonest = given.isWalkIn && changed.serviceId !== undefined && sheet;
    setChoice((now) => {
      const next = { ...now, ...changed };
      if (!isSoonest) return next;
      return soonest(next, startsFor(sheet, desk.service(next.serviceId)), Date.now());
    });
    if (changed.date !== undefined) read(changed.date);
    if (changed.serviceId && sheet) look(changed.serviceId);
  }

  async function reload(): Promise<void> {
    if (await read(choice.date)) look(choice.serviceId);
  }

  useEffect(() => {
    begin();
  }, []);

  const shownDate = sheet?.date ?? "";
  const bay = bayAt(start, choice.bay);
  return { choice, service, shownDate, starts, start, bay, days, choose, reload };
}
