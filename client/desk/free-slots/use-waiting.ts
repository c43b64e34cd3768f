// Who waits for the free bays of a day, asked for when these change, and now and then.

import { useMemo, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { Problem } from "../api";
import { reader } from "../known";
import type { DaySheet, Place } from "../sheet";
import { useEvery } from "../ui/hooks";
import type { Line } from "./free-starts";

type FreeSlots = Schemas["FreeSlots"];

/** What the clinic knows of each free bay, by slot; nothing where it cannot be asked now. */
export function useWaiting(sheet: DaySheet, open: readonly Place[]): ReadonlyMap<string, Line> {
  const [known, setKnown] = useState<FreeSlots | null>(null);
  const [read] = useState(() => reader<FreeSlots>());
  const of = JSON.stringify([sheet.date, open.map(({ slot }) => [slot.slot_id, slot.status])]);
  const latest = useRef(of);
  latest.current = of;

  async function look(): Promise<void> {
    const given = await waitingFor(sheet, read);
    if (latest.current === of) setKnown(given);
  }

  useEvery(look, "loose", of);
  return useMemo(() => new Map(known?.slots.map((line) => [line.slot_id, line])), [known]);
}

/** Throws Unreached when no answer came: what was known stays. */
async function waitingFor(
  sheet: DaySheet,
  read: (path: string) => Promise<FreeSlots>,
): Promise<FreeSlots | null> {
  try {
    return await read(`locations/${sheet.location_id}/free-slots?date=${sheet.date}`);
  } catch (failure) {
    if (failure instanceof Problem) return null;
    throw failure;
  }
}
