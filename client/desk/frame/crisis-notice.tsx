// The line that says on every screen but the queue's own that a caller in crisis waits.

import type { JSX } from "preact";
import { lastLook } from "../crisis-watch";
import { tn } from "../words";

export function CrisisNotice(): JSX.Element {
  const waiting = lastLook()?.waiting ?? 0;
  return (
    <div role="alert">
      {waiting > 0 && (
        <a class="lost" href="#/queue">
          {tn("queue.crisis", waiting)}
        </a>
      )}
    </div>
  );
}
