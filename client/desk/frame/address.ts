// Where the address leads, followed.

import { useLayoutEffect, useState } from "preact/hooks";
import { place } from "../desk";

export interface Address {
  view: string;
  rest: string[];
  /** Another number each time that a view is to be opened. */
  turn: number;
}

/** True if it is a view that an address's end names: it may name a place in the page as well. */
export const namesView = (hash: string): boolean =>
  hash === "" || hash === "#" || hash.startsWith("#/");

/** The address as it changes, and what has its view opened anew. */
export function useAddress(): [Address, () => void] {
  const [address, setAddress] = useState<Address>(() => ({ ...place(), turn: 0 }));
  const openAnew = () => setAddress(({ turn }) => ({ ...place(), turn: turn + 1 }));
  useLayoutEffect(() => {
    const changed = () => {
      if (namesView(window.location.hash)) openAnew();
    };
    window.addEventListener("hashchange", changed);
    return () => window.removeEventListener("hashchange", changed);
  }, []);
  return [address, openAnew];
}
