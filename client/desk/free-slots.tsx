// The free bays beside a day that is not made of components yet: see free-slots/free-slots.tsx.

import { render } from "preact";
import { type FreeChoice, FreeSlots } from "./free-slots/free-slots";
import type { DaySheet } from "./sheet";

export interface MadeFreeSlots {
  element: HTMLElement;
  show: (sheet: DaySheet) => void;
}

export function makeFreeSlots({ book }: { book: (choice: FreeChoice) => void }): MadeFreeSlots {
  const element = document.createElement("div");
  element.style.display = "contents";
  return {
    element,
    show: (sheet) => render(<FreeSlots sheet={sheet} onBook={book} />, element),
  };
}
