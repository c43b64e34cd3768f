// Where a clinic is and what it does, by their ids. Pure.

import type { Schemas } from "../shared/api";

type Clinic = Schemas["ClinicView"];
export type Place = Pick<Schemas["ClinicLocation"], "location_id" | "name" | "zone" | "phone"> & {
  address: string[];
};

export const placeOf = (clinic: Clinic, id: string): Place | undefined =>
  clinic.locations.find((place) => place.location_id === id);

export interface Service {
  name: string;
  escort: boolean;
  /** Visitors book and move it by themselves. */
  online: boolean;
  /** Whoever comes in has to be 18 or over. */
  adults: boolean;
}

/** A service by its name in a language; one that is not known goes by its id. */
export function serviceOf(clinic: Clinic, id: string, language: string): Service {
  const service = clinic.services.find(({ service_id }) => service_id === id);
  if (!service) return { name: id, escort: false, online: true, adults: false };
  const { adults_only: adults, escort, names, name, online } = service;
  return { name: names[language] || name, escort, online: isOnline(online), adults };
}

/** False for what the clinic books with people itself. */
export const isOnline = (who: Schemas["OnlineBooking"]): boolean =>
  who === "anyone" || who === "after-request";
