// Asks the API for free times.

import type { Schemas } from "../../shared/api";
import type { ask } from "../ask";
import type { FetchDays } from "./free-times";

/** Gives what asks for the free times of a location for a service. */
export function daysOf(asking: typeof ask, location: string, service: string): FetchDays {
  const where = `location=${location}&service=${service}`;
  return async (first, last) => {
    const days = first ? `&from=${first}&to=${last}` : "";
    const path = `availability?${where}${days}`;
    const answer = await asking<Schemas["Availability"]>("GET", path);
    if (answer.ok) return answer.said;
    if (answer.status === 422 && first) return null;
    throw new Error("no times");
  };
}
