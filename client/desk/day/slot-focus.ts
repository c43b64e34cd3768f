// Which of the day's slots has the focus, and which one is in the tab's order.

import { signal } from "@preact/signals";
import { createRef } from "preact";

export class SlotFocus {
  readonly grid = createRef<HTMLDivElement>();
  /** The slot that the tab key comes to, as long as it is there. */
  readonly current = signal<string | null>(null);
  #wanted: string | null = null; // to be focused as soon as it is there
  #isToReturn = false; // the focus was on a day that is not shown any more

  /** Focus a slot, now or as soon as it is drawn. */
  focus(slotId: string): void {
    const named = `[data-slot="${CSS.escape(slotId)}"]`;
    const button = this.grid.current?.querySelector<HTMLElement>(named);
    this.#wanted = button ? null : slotId;
    button?.focus();
    button?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The slot that has the focus, or null. */
  focused(): string | null {
    const button = document.activeElement?.closest<HTMLElement>("[data-slot]");
    return button?.dataset.slot ?? null;
  }

  /** Another day is about to be shown: the focus goes on to it if it is within the grid. */
  keepForNextDay(): void {
    this.#isToReturn ||= Boolean(this.grid.current?.contains(document.activeElement));
  }

  /** The day was drawn: `gone` tells that the slot that had the focus is not there any more. */
  settle(gone: boolean, goToNearest: () => boolean, fallback: string | null): void {
    const wanted = this.#wanted;
    const isToReturn = this.#isToReturn;
    this.#wanted = null;
    this.#isToReturn = false;
    if (wanted) this.focus(wanted);
    else if (isToReturn && goToNearest()) return;
    else if ((isToReturn || gone) && fallback) this.focus(fallback);
    this.#wanted = null;
  }
}
