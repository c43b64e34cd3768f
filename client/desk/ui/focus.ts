// Where the focus goes when something opens or changes.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export type Find = () => HTMLElement | null | undefined;

/** Focus what `find` gives once this is shown; in a dialog, once the dialog is open. */
export function useFirstFocus(find: Find): void {
  const first = useRef(find);
  useLayoutEffect(() => {
    queueMicrotask(() => first.current()?.focus()); // a dialog opens right after it is drawn
  }, []);
}

/** Gives what focuses an element as soon as all that was changed is shown. */
export function useFocusOnceShown(): (find: Find) => void {
  const wanted = useRef<Find | null>(null);
  const [, draw] = useState(0);
  useLayoutEffect(() => {
    const find = wanted.current;
    wanted.current = null;
    find?.()?.focus();
  });
  return (find) => {
    wanted.current = find;
    draw((count) => count + 1);
  };
}

/** The first element within `place` that a selector finds. */
export const within =
  (place: RefObject<HTMLElement | null>, selector: string): Find =>
  () =>
    place.current?.querySelector<HTMLElement>(selector);
