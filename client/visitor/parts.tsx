// Small parts that visitors' pages are made of.

import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { t, type Values } from "./page";

/** A text with an element where its hole is. */
export function Around(props: {
  text: string;
  hole: string;
  values?: Values;
  children: ComponentChildren;
}): JSX.Element {
  const [before, after] = t(props.text, props.values).split(`{${props.hole}}`);
  return (
    <>
      {before}
      {props.children}
      {after}
    </>
  );
}

export interface PressProps {
  class?: string;
  /** What it says while it is at work. */
  busy?: string;
  onPress(): unknown;
  children: ComponentChildren;
}

/** A button that is pressed once: while its work is under way it takes no other press. */
export function Press(props: PressProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const working = useRef(false);
  async function press(): Promise<void> {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    try {
      await props.onPress();
    } finally {
      working.current = false;
      setBusy(false);
    }
  }
  return (
    <button type="button" class={props.class} disabled={busy} onClick={press}>
      {busy && props.busy ? props.busy : props.children}
    </button>
  );
}

/** Counts how often something has become something else: 0 at first. */
export function useTurn(what: unknown): number {
  const latest = useRef(what);
  const turn = useRef(0);
  if (latest.current !== what) turn.current += 1;
  latest.current = what;
  return turn.current;
}
