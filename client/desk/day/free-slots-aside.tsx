// Beside the day: its free slots, and who waits for one.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { makeFreeSlots } from "../free-slots";
import type { DaySheet } from "../sheet";
import type { FreeSlotWish } from "./book-from-day";

export interface FreeSlotsAsideProps {
  sheet: DaySheet | null;
  book: (wish: FreeSlotWish) => void;
}

export function FreeSlotsAside({ sheet, book }: FreeSlotsAsideProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const made = useRef<ReturnType<typeof makeFreeSlots> | null>(null);
  useLayoutEffect(() => {
    made.current = makeFreeSlots({ book });
    place.current?.append(made.current.element);
  }, []);
  const show = async () => sheet && (await made.current?.show(sheet));
  useLayoutEffect(() => {
    show().catch(() => {}); // the day itself tells that the connection is lost
  }, [sheet]);
  return <div ref={place} style={{ display: "contents" }} />;
}
