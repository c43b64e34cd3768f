// What tabs of one person tell one another: that somebody is here, that they signed out.

import { session } from "./session";

export type Told = "here" | "out";

const channel = new BroadcastChannel("frontdesk");

/** Tell the other tabs that somebody is "here", or is signing "out". */
export function tell(what: Told): void {
  const staffId = session()?.staff.staff_id;
  if (staffId) channel.postMessage({ what, staffId });
}

/** `act()` when another tab of the same person tells `what`. */
export function onTold(what: Told, act: () => void): void {
  channel.addEventListener("message", ({ data }) => {
    if (data.what === what && data.staffId === session()?.staff.staff_id) act();
  });
}
