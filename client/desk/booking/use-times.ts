// The times on offer while an appointment is booked: a day's sheet, and the days that have some.

import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { localDate } from "../../shared/time";
import { get } from "../api";
import { desk } from "../desk";
import type { DaySheet } from "../sheet";
import { dayPath } from "../sheet";

const MOST_DAYS = 7;

export interface LoadedDay {
  sheet: DaySheet | null;
  /** Gives the day's sheet, or null when another day is wanted by then. Throws what `get` throws. */
  load: (date: string) => Promise<DaySheet | null>;
}

/** The sheet of the day that was asked for last. */
export function useDaySheet(): LoadedDay {
  const [sheet, setSheet] = useState<DaySheet | null>(null);
  const asked = useRef("");

  async function load(date: string): Promise<DaySheet | null> {
    asked.current = date;
    if (!date) return null;
    const path = dayPath(desk.location.location_id, date);
    const { data } = await get<DaySheet>(path);
    if (asked.current !== date) return null;
    setSheet(data);
    return data;
  }

  return { sheet, load };
}

export interface FreeDays {
  days: readonly string[];
  look: (serviceId: string) => Promise<void>;
}

/** The next days on which a service can be had. They are only handy: a failure leaves none. */
export function useFreeDays(): FreeDays {
  const [days, setDays] = useState<readonly string[]>([]);
  const asked = useRef("");

  async function look(serviceId: string): Promise<void> {
    const { location_id: location, zone } = desk.location;
    asked.current = serviceId;
    const query = new URLSearchParams({ service: serviceId });
    try {
      const { data } = await get<Schemas["Availability"]>(
        `locations/${location}/availability?${query}`,
      );
      if (asked.current !== serviceId) return;
      const free = new Set(data.times.map((time) => localDate(time.starts_at, zone)));
      setDays([...free].slice(0, MOST_DAYS));
    } catch {
      setDays([]);
    }
  }

  return { days, look };
}
