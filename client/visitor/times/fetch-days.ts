// Asks the API for free times.

import type { Schemas } from "../../shared/api";
import type { ask } from "../ask";
import type { FetchDays } from "./free-times";

/** Gives what asks for the free times of a location for a service. */
export const daysOf = (asking: typeof ask, location: string, service: string): FetchDays =>
  daysAt(asking, "availability", `location=${location}&service=${service}`);

/** The same at a path, with what is asked there besides, and what opens it. */
export function daysAt(
  asking: typeof ask,
  path: string,
  where: string,
  headers: Record<string, string> = {},
): FetchDays {
  return async (first, last) => {
    const days = first ? `from=${first}&to=${last}` : "";
    const query = [where, days].filter(Boolean).join("&");
    const asked = query ? `${path}?${query}` : path;
    const answer = await asking<Schemas["Availability"]>("GET", asked, { headers });
    if (answer.ok) return answer.said;
    if (answer.status === 422 && first) return null;
    throw new Error("no times");
  };
}
