// Where the day's schedule is changed.

import { desk } from "../desk";

/** The address of what changes slots: "/block", "/withdraw" …; without a verb it adds one. */
export const schedulePath = (verb: "" | "/block" | "/unblock" | "/withdraw" = ""): string =>
  `locations/${desk.location.location_id}/slots${verb}`;
