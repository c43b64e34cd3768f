// Who waits for the free bays of a day, asked for when these change, and now and then.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get, Problem, Unreached } from "../api";
import type { DaySheet, Place } from "../sheet";
import type { Line } from "./free-starts";

const AGAIN = 30000; // milliseconds: who waits changes less often than the day does
const NOBODY: ReadonlyMap<string, Line> = new Map();

/** What the clinic knows of each free bay, by slot; nothing where it cannot be asked now. */
export function useWaiting(sheet: DaySheet, open: readonly Place[]): ReadonlyMap<string, Line> {
  const [lines, setLines] = useState(NOBODY);
  const asked = useRef({ of: "", at: 0 });

  useEffect(() => {
    const of = JSON.stringify([sheet.date, open.map(({ slot }) => [slot.slot_id, slot.status])]);
    if (of === asked.current.of && Date.now() - asked.current.at <= AGAIN) return;
    asked.current = { of, at: Date.now() };
    waitingFor(sheet).then((given) => {
      if (given && asked.current.of === of) setLines(given);
    });
  }, [sheet]);

  return lines;
}

/** Null when no answer came: what was known stays. */
async function waitingFor(sheet: DaySheet): Promise<ReadonlyMap<string, Line> | null> {
  const path = `locations/${sheet.location_id}/free-slots?date=${sheet.date}`;
  try {
    const { data } = await get<Schemas["FreeSlots"]>(path);
    return new Map(data.slots.map((line) => [line.slot_id, line]));
  } catch (failure) {
    if (failure instanceof Problem) return NOBODY;
    if (failure instanceof Unreached) return null;
    throw failure;
  }
}
