// A week of the location's schedule, and the first one in which a service can be had.

import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { localDate } from "../../shared/time";
import { get } from "../api";
import { type DeskService, desk } from "../desk";
import { messageOf } from "../failure-words";
import { type DaySheet, dayPath, type Start, startsFor } from "../sheet";
import { type DayTimes, datesFrom } from "./week-times";

export interface Week {
  /** Its first date; empty until it is read. */
  first: string;
  /** The starts of each day that the service can have. */
  days: readonly DayTimes<Start>[];
  /** Show the week that begins with this date. */
  go: (first: string) => Promise<boolean>;
  /** Show the first week, from today on, in which this service can be had. */
  goToFirstFree: (service: DeskService | undefined) => Promise<void>;
}

const pathOf = (date: string): string => dayPath(desk.location.location_id, date);

const timesIn = (sheets: readonly DaySheet[], service: DeskService | undefined) =>
  sheets.map((sheet) => ({ date: sheet.date, starts: startsFor(sheet, service) }));

/** `tell` says why a week cannot be read; the one before stays then. */
export function useWeek(service: DeskService | undefined, tell: (text: string) => void): Week {
  const [sheets, setSheets] = useState<readonly DaySheet[]>([]);
  const asked = useRef(0);

  async function read(first: string): Promise<readonly DaySheet[]> {
    const mine = ++asked.current;
    try {
      const answers = await Promise.all(
        datesFrom(first).map((each) => get<DaySheet>(pathOf(each))),
      );
      if (mine !== asked.current) return [];
      const read = answers.map(({ data }) => data);
      setSheets(read);
      return read;
    } catch (failure) {
      if (mine === asked.current) tell(messageOf(failure));
      return [];
    }
  }

  async function goToFirstFree(wanted: DeskService | undefined): Promise<void> {
    const week = await read(localDate(Date.now(), desk.location.zone));
    if (!week.length || timesIn(week, wanted).some((each) => each.starts.length)) return;
    const found = wanted && (await firstFreeDay(wanted));
    if (found) await read(found);
  }

  return {
    first: sheets[0]?.date ?? "",
    days: timesIn(sheets, service),
    go: async (first) => (await read(first)).length > 0,
    goToFirstFree,
  };
}

/** The first day that visitors could have; none where that cannot be asked now. */
async function firstFreeDay({ service_id: service }: DeskService): Promise<string | null> {
  const { location_id: location, zone } = desk.location;
  const query = new URLSearchParams({ service });
  try {
    const { data } = await get<Schemas["Availability"]>(
      `locations/${location}/availability?${query}`,
    );
    const [time] = data.times;
    return time ? localDate(time.starts_at, zone) : null;
  } catch {
    return null;
  }
}
