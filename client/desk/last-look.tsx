// What a locked screen tells of callers in crisis: whether any waited, and when that was looked at.

import type { JSX } from "preact";
import { lastLook } from "./crisis/crisis-watch";
import { noticeSaid } from "./crisis/crisis-words";
import { desk } from "./desk";
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
      {look.locations
        .filter(({ waiting }) => waiting > 0)
        .map((here) => (
          <p key={here.location_id} class="lost" role="alert">
            {noticeSaid(here, desk.locationOf(here.location_id)?.name ?? "", look.at)}
          </p>
        ))}
      <p class="quiet">{minutes < 1 ? t("session.just_looked") : tn("session.looked", minutes)}</p>
    </>
  );
}
