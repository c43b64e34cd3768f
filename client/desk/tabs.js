// What tabs of one person tell one another: that somebody is here, that they signed out.

import { session } from "./session.js";

const channel = new BroadcastChannel("frontdesk");

/** Tell the other tabs that somebody is "here", or is signing "out". */
export function tell(what) {
  const staffId = session()?.staff.staff_id;
  if (staffId) channel.postMessage({ what, staffId });
}

/** `act()` when another tab of the same person tells `what`. */
export function onTold(what, act) {
  channel.addEventListener("message", ({ data }) => {
    if (data.what === what && data.staffId === session()?.staff.staff_id) act();
  });
}
