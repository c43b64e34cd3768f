// A call of somebody who is known, logged from their page: it is in hand in few keys.

import type { Schemas } from "../../shared/api";
import { isHeld, take } from "../claim";
import { desk, go } from "../desk";
import { logCall } from "../queue/incoming-call";

/** Ask for the reason; whoever takes the call at once goes on with its card. */
export function logTheirCall(person: Schemas["Profile"], logged: () => void): void {
  const { person_id: personId, name, phone } = person;
  const isFree = !isHeld(); // a call in hand is finished first
  const known = { personId, name: name ?? "", phone: phone ?? "", claim: isFree };
  logCall(
    desk.location.location_id,
    ({ claimed }, isOnLine) => {
      if (!claimed) return logged();
      take(claimed, isOnLine);
      go("queue");
    },
    known,
  );
}
