// What a locked screen tells of callers in crisis: whether any waited, and when that was looked at.

import type { JSX } from "preact";
import { lastLook } from "./crisis-watch";
import { useNow } from "./ui/hooks";
import { t, tn } from "./words";

const MINUTE = 60000; // milliseconds
const TICK = 10000;

export function LastLook(): JSX.Element | null {
  const now = useNow(TICK);
  const look = lastLook();
  if (!look) return null;
  const minutes = Math.floor((now - look.at) / MINUTE);
  return (
    <>
      {look.waiting > 0 && (
        <p class="lost" role="alert">
          {tn("queue.crisis", look.waiting)}
        </p>
      )}
      <p class="quiet">{minutes < 1 ? t("session.just_looked") : tn("session.looked", minutes)}</p>
    </>
  );
}
