// Holds elements that a module without components makes.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface MadeNodesProps {
  /** Makes them; called once for each `key` of this component. */
  make: () => Node | Node[];
  class?: string;
}

export function MadeNodes({ make, ...props }: MadeNodesProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const first = useRef(make);
  useLayoutEffect(() => {
    place.current?.replaceChildren(...[first.current()].flat());
  }, []);
  return <div ref={place} {...props} />;
}
