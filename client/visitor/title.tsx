// The heading of what is shown now: whatever is shown anew begins there, in view and in focus.

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { toTop } from "./page";

/** `describedBy` is read out with it. */
export function Title(props: { describedBy?: string; children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    toTop();
    heading.current?.focus();
  }, []);
  return (
    <h1 id="visit-title" tabIndex={-1} ref={heading} aria-describedby={props.describedBy}>
      {props.children}
    </h1>
  );
}
