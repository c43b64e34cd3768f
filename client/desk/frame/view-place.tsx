// The main part of the page: a view, from when it is opened until another one is.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { place as addressNow } from "../desk";
import { entitle } from "../page";
import type { View } from "../view";

export interface ViewPlaceProps {
  view: View;
  rest: string[];
}

/** Opens a view once; for the next one it has another key. */
export function ViewPlace({ view, rest }: ViewPlaceProps): JSX.Element {
  const place = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const main = place.current;
    if (!main) return undefined;
    const keepsFocus = document.activeElement?.id === "location"; // its next choice may follow
    main.dataset.view = addressNow().view; // by it keys know whether it is left
    entitle(view.title);
    const end = view.open(main, rest);
    if (!main.querySelector("h1")) main.setAttribute("aria-label", view.title);
    if (!keepsFocus) focusView(main);
    return end ?? undefined;
  }, []);
  return <main id="main" tabIndex={-1} ref={place} />;
}

/** To the view's heading, unless the view has put the focus where it wants it. */
function focusView(main: HTMLElement): void {
  if (main.contains(document.activeElement) && document.activeElement !== main) return;
  const heading = main.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  (heading ?? main).focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
