// Dragging a slot's button to another one, with a mouse, a pen, or a finger that has rested on it.

import type { Place } from "../sheet";

const FAR = 6; // pixels: less is a press
const REST = 350; // milliseconds that a finger rests before it drags and no longer scrolls
const EDGE = 48; // pixels from the window's edge: there it scrolls by itself

export interface DragActs {
  placeOf(slot: HTMLElement): Place | null;
  /** Gives whether it may be dragged. */
  begin(place: Place): boolean;
  canDrop(place: Place): boolean;
  /** The place under the pointer where it can be dropped, or null. */
  over(place: Place | null): void;
  drop(place: Place): void;
  /** It was let go elsewhere. */
  end(): void;
}

interface Press {
  place: Place;
  button: HTMLElement;
  id: number;
  x: number;
  y: number;
  isTouch: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

interface Ghost {
  layer: HTMLElement;
  element: HTMLElement;
  /** Where the pointer holds it. */
  grip: { x: number; y: number };
  over: Place | null;
}

/** Let the slots of a grid be dragged; gives what ends it. */
export function dragSlots(grid: HTMLElement, acts: DragActs): () => void {
  const drag = new SlotDrag(grid, acts);
  return () => drag.stop();
}

class SlotDrag {
  readonly #acts: DragActs;
  readonly #ending = new AbortController();
  #press: Press | null = null;
  #ghost: Ghost | null = null;

  constructor(grid: HTMLElement, acts: DragActs) {
    this.#acts = acts;
    const { signal } = this.#ending;
    grid.addEventListener("pointerdown", (event) => this.#pressed(event), { signal });
    // What drags does not scroll: this has to be known before the finger comes down.
    grid.addEventListener("touchmove", (event) => this.#ghost && event.preventDefault(), {
      signal,
      passive: false,
    });
    grid.addEventListener(
      "contextmenu",
      (event) => this.#press?.isTouch && event.preventDefault(),
      { signal },
    );
    window.addEventListener("pointermove", (event) => this.#moved(event), { signal });
    window.addEventListener("pointerup", (event) => this.#released(event), { signal });
    window.addEventListener("pointercancel", (event) => this.#canceled(event), { signal });
    window.addEventListener("keydown", (event) => this.#escaped(event), { signal, capture: true });
  }

  stop(): void {
    this.#forget();
    this.#ending.abort();
  }

  #pressed(event: PointerEvent): void {
    const button = slotAt(event.target);
    const place = button && this.#acts.placeOf(button);
    if (!button || !place?.slot.appointment || event.button !== 0 || this.#press) return;
    const isTouch = event.pointerType === "touch";
    const { clientX: x, clientY: y, pointerId: id } = event;
    const timer = isTouch ? setTimeout(() => this.#lift(), REST) : undefined;
    this.#press = { place, button, x, y, id, isTouch, timer };
  }

  #moved(event: PointerEvent): void {
    const press = this.#press;
    if (!press || event.pointerId !== press.id) return;
    const isFar = Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
    if (!this.#ghost && isFar) {
      if (press.isTouch)
        this.#forget(); // it scrolls
      else this.#lift();
    }
    if (!this.#ghost) return;
    event.preventDefault();
    this.#carry(event.clientX, event.clientY);
  }

  #lift(): void {
    const press = this.#press;
    if (!press || !this.#acts.begin(press.place)) {
      this.#forget();
      return;
    }
    this.#ghost = ghostOf(press);
    document.body.append(this.#ghost.layer);
    this.#carry(press.x, press.y);
  }

  #carry(x: number, y: number): void {
    const ghost = this.#ghost;
    if (!ghost) return;
    const { grip } = ghost;
    ghost.element.style.setProperty("transform", `translate(${x - grip.x}px, ${y - grip.y}px)`);
    if (y < EDGE) window.scrollBy(0, -EDGE / 3);
    if (y > window.innerHeight - EDGE) window.scrollBy(0, EDGE / 3);
    const button = slotAt(document.elementFromPoint(x, y));
    const place = button && this.#acts.placeOf(button);
    const over = place && this.#acts.canDrop(place) ? place : null;
    if (over?.slot.slot_id === ghost.over?.slot.slot_id) return;
    ghost.over = over;
    this.#acts.over(over);
  }

  #released(event: PointerEvent): void {
    if (event.pointerId !== this.#press?.id) return;
    const ghost = this.#ghost;
    this.#forget();
    if (!ghost) return;
    swallowClick();
    if (ghost.over) this.#acts.drop(ghost.over);
    else this.#acts.end();
  }

  #canceled(event: PointerEvent): void {
    if (event.pointerId === this.#press?.id) this.#letGo();
  }

  #escaped(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#ghost) return;
    event.stopPropagation();
    swallowClick();
    this.#letGo();
  }

  #letGo(): void {
    const wasLifted = this.#ghost;
    this.#forget();
    if (wasLifted) this.#acts.end();
  }

  #forget(): void {
    clearTimeout(this.#press?.timer);
    this.#ghost?.layer.remove();
    if (this.#ghost?.over) this.#acts.over(null);
    this.#press = null;
    this.#ghost = null;
  }
}

const slotAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-slot]") : null;

/** A picture of the button, to be carried about. */
function ghostOf({ button, x, y }: Press): Ghost {
  const box = button.getBoundingClientRect();
  const element = document.importNode(button, true);
  element.classList.add("ghost");
  element.removeAttribute("data-slot");
  element.style.setProperty("width", `${box.width}px`);
  element.style.setProperty("height", `${box.height}px`);
  const layer = document.createElement("div");
  layer.className = "day-ghost";
  layer.inert = true;
  layer.setAttribute("aria-hidden", "true");
  layer.append(element);
  return { layer, element, grip: { x: x - box.left, y: y - box.top }, over: null };
}

/** The click that follows a drag is none. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, true), 0);
}
