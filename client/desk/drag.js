// Dragging a slot's button to another one, with a mouse, a pen, or a finger that has rested on it.

import { h } from "./dom";

const FAR = 6; // pixels: less is a press
const REST = 350; // milliseconds that a finger rests before it drags and no longer scrolls
const EDGE = 48; // pixels from the window's edge: there it scrolls by itself

/**
 * `begin(place)` gives whether it may be dragged, `drop(place)` is called with the place under the
 * pointer, `end()` when it was let go elsewhere.
 */
export function makeDraggable(grid, { begin, drop, end }) {
  const { element } = grid;
  let press = null; // {place, x, y, id, timer, ghost, over}

  element.addEventListener("pointerdown", (event) => {
    const place = grid.placeOf(event.target);
    if (!place?.slot.appointment || event.button !== 0 || press) return;
    press = { place, x: event.clientX, y: event.clientY, id: event.pointerId };
    if (event.pointerType === "touch") press.timer = setTimeout(() => lift(), REST);
    press.touch = event.pointerType === "touch";
  });

  window.addEventListener("pointermove", moved);
  window.addEventListener("pointerup", released);
  window.addEventListener("pointercancel", dropped);
  window.addEventListener("keydown", escaped, true);
  // What drags does not scroll: this has to be known before the finger comes down.
  element.addEventListener("touchmove", (event) => press?.ghost && event.preventDefault(), {
    passive: false,
  });
  element.addEventListener("contextmenu", (event) => press?.touch && event.preventDefault());

  function moved(event) {
    if (event.pointerId !== press?.id) return;
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
    if (!press.ghost && far) {
      if (press.touch) return forget(); // it scrolls
      if (!lift()) return;
    }
    if (!press?.ghost) return;
    event.preventDefault();
    carry(event.clientX, event.clientY);
  }

  function lift() {
    if (!begin(press.place)) {
      forget();
      return false;
    }
    const { button } = press.place;
    const box = button.getBoundingClientRect();
    press.ghost = button.cloneNode(true);
    press.ghost.classList.add("ghost");
    press.ghost.removeAttribute("data-slot");
    press.offset = { x: press.x - box.left, y: press.y - box.top };
    press.ghost.style.setProperty("width", `${box.width}px`);
    press.ghost.style.setProperty("height", `${box.height}px`);
    document.body.append(h("div", { class: "day-ghost", "aria-hidden": "true", inert: true }, press.ghost));
    carry(press.x, press.y);
    return true;
  }

  function carry(x, y) {
    const { ghost, offset } = press;
    ghost.style.setProperty("transform", `translate(${x - offset.x}px, ${y - offset.y}px)`);
    if (y < EDGE) window.scrollBy(0, -EDGE / 3);
    if (y > window.innerHeight - EDGE) window.scrollBy(0, EDGE / 3);
    const under = document.elementFromPoint(x, y)?.closest(".slot.target") ?? null;
    if (under === press.over) return;
    press.over?.classList.remove("over");
    under?.classList.add("over");
    press.over = under;
  }

  function released(event) {
    if (event.pointerId !== press?.id) return;
    const { ghost, over } = press;
    forget();
    if (!ghost) return;
    swallowClick();
    const place = over && grid.placeOf(over);
    if (place) drop(place);
    else end();
  }

  function dropped(event) {
    if (event.pointerId === press?.id) letGo();
  }

  function escaped(event) {
    if (event.key !== "Escape" || !press?.ghost) return;
    event.stopPropagation();
    swallowClick();
    letGo();
  }

  function letGo() {
    const { ghost } = press;
    forget();
    if (ghost) end();
  }

  function forget() {
    clearTimeout(press?.timer);
    press?.over?.classList.remove("over");
    press?.ghost?.parentElement.remove();
    press = null;
  }

  return () => {
    if (press) forget();
    window.removeEventListener("pointermove", moved);
    window.removeEventListener("pointerup", released);
    window.removeEventListener("pointercancel", dropped);
    window.removeEventListener("keydown", escaped, true);
  };
}

/** The click that follows a drag is none. */
function swallowClick() {
  const swallow = (event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, true), 0);
}
