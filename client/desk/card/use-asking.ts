// What is to be booked from the card, while somebody chooses when.

import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import type { Known } from "../booking/booking-choice";
import { useFocusOnceShown } from "../ui/focus";
import type { BookingPanelProps } from "./booking-panel";

type Booked = Parameters<BookingPanelProps["onDone"]>[0];

export interface Asking {
  /** What the panel is given; null while none is open. */
  asked: BookingPanelProps | null;
  /** Open the panel; a promise of what was booked in it, or of null. */
  ask: (given: Known) => Promise<Booked>;
}

/** The panel of the card with this title. When nothing was booked, the focus is back at its button. */
export function useAsking(title: RefObject<HTMLElement | null>): Asking {
  const [asked, setAsked] = useState<BookingPanelProps | null>(null);
  const focusSoon = useFocusOnceShown();
  const button = () =>
    title.current?.closest(".call")?.querySelector<HTMLElement>("[aria-keyshortcuts=b]");

  const ask = (given: Known) =>
    new Promise<Booked>((answered) => {
      const onDone = (appointment: Booked) => {
        answered(appointment);
        setAsked(null);
        if (!appointment) focusSoon(button);
      };
      setAsked({ given, onDone });
    });

  return { asked, ask };
}
