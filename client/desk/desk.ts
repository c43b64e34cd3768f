// The desk: which location, which view, and what they share.

import { signal } from "@preact/signals";
import type { Schemas } from "../shared/api";
import { get } from "./api";

const KEPT = "frontdesk-location"; // a location's id, nothing about anybody

export type DeskClinic = Schemas["DeskClinic"];
export type DeskLocation = Schemas["DeskLocation"];
export type DeskService = Schemas["DeskService"];

const clinic = signal<DeskClinic | null>(null);
const locationId = signal("");

/** What every view may know, from the moment that the clinic was read. A view that reads it follows it. */
export const desk = {
  get clinic(): DeskClinic {
    if (!clinic.value) throw new Error("the clinic was not read yet");
    return clinic.value;
  },

  get location(): DeskLocation {
    const found = this.locationOf(locationId.value) ?? this.clinic.locations[0];
    if (!found) throw new Error("the clinic has no location");
    return found;
  },

  locationOf(id: string): DeskLocation | undefined {
    return this.clinic.locations.find((each) => each.location_id === id);
  },

  service(id: string | null | undefined): DeskService | undefined {
    return this.clinic.services.find((service) => service.service_id === id);
  },

  /** What to read out when somebody is called about a service, or about none in particular. */
  script(id: string): string | null {
    const { scripts } = this.clinic;
    const found = scripts.find((each) => each.for.includes(id));
    return (found ?? scripts.find((each) => each.for.length === 0))?.text ?? null;
  },
};

/** Read the clinic, and choose the location that was chosen last on this machine. */
export async function loadClinic(): Promise<void> {
  const { data } = await get<DeskClinic>("staff/clinic");
  locationId.value = localStorage.getItem(KEPT) ?? "";
  clinic.value = data;
}

export function chooseLocation(id: string): void {
  locationId.value = id;
  localStorage.setItem(KEPT, id);
}

/** Go to a view: `go("day", "2026-11-24")`. What stands in the address is never about a person. */
export function go(view: string, ...rest: string[]): void {
  window.location.hash = ["", view, ...rest].join("/");
}

/** Where the address leads. */
export function place(): { view: string; rest: string[] } {
  const [, view, ...rest] = window.location.hash.split("/");
  return { view: view || "queue", rest };
}
