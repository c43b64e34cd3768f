// The line on every screen that says that callers in crisis wait: where, how many, for how long.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { chooseLocation, desk, go, place } from "../desk";
import { useNow } from "../ui/hooks";
import { tn } from "../words";
import { type CrisesHere, lastLook } from "./crisis-watch";
import { inAll, noticeSaid } from "./crisis-words";

const TICK = 10000; // milliseconds
const PATIENCE = 5000; // milliseconds: so long the queue may take to show the call

interface CrisisNoticeProps {
  /** Another location was chosen. */
  onMoved: () => void;
}

export function CrisisNotice({ onMoved }: CrisisNoticeProps): JSX.Element {
  const look = lastLook();
  const now = Math.max(useNow(TICK), look?.at ?? 0);
  const locations = look?.locations ?? [];
  const lead = (locationId: string) => () => {
    if (desk.location.location_id !== locationId) {
      chooseLocation(locationId);
      onMoved();
    }
    if (place().view !== "queue") go("queue");
    focusFirstCrisis(Date.now() + PATIENCE);
  };
  return (
    <div class="crises">
      <ReadOut locations={locations} />
      {locations
        .filter(({ waiting }) => waiting > 0)
        .map((here) => (
          <button
            key={here.location_id}
            type="button"
            class="lost"
            data-crises={here.location_id}
            onClick={lead(here.location_id)}
          >
            {noticeSaid(here, desk.locationOf(here.location_id)?.name ?? "", now)}
          </button>
        ))}
    </div>
  );
}

/** Read out when somebody new waits, and not with each minute that passes. */
function ReadOut({ locations }: { locations: readonly CrisesHere[] }): JSX.Element {
  const calls = locations.flatMap((each) => each.calls);
  const count = inAll(locations);
  const [known, setKnown] = useState<readonly string[]>([]);
  const [said, setSaid] = useState("");
  useLayoutEffect(() => {
    if (calls.some((id) => !known.includes(id))) setSaid(tn("queue.crisis", count));
    else if (calls.length < known.length) setSaid(""); // it told of more than wait now
    setKnown(calls);
  }, [calls.join()]);
  return (
    <p class="unseen" role="alert">
      {said}
    </p>
  );
}

/** To the first call of a crisis in the list, as soon as that is there. */
function focusFirstCrisis(until: number): void {
  const first = document.querySelector<HTMLElement>("main .entry[data-urgency=crisis]");
  if (first) first.focus();
  else if (Date.now() < until) setTimeout(() => focusFirstCrisis(until), 100);
}
