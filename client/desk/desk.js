// The desk: which location, which view, and what they share.

import { get } from "./api.js";

const KEPT = "frontdesk-location"; // a location's id, nothing about anybody

/** What every view may know. `clinic` is the answer of /staff/clinic; `location` one of its locations. */
export const desk = {
  clinic: null,
  location: null,

  service(id) {
    return this.clinic.services.find((service) => service.service_id === id);
  },

  /** What to read out when somebody is called about a service, or about none in particular. */
  script(id) {
    const { scripts } = this.clinic;
    const found = scripts.find((each) => each.for.includes(id));
    return (found ?? scripts.find((each) => each.for.length === 0))?.text ?? null;
  },
};

/** Read the clinic, and choose the location that was chosen last on this machine. */
export async function loadClinic() {
  desk.clinic = (await get("staff/clinic")).data;
  const wanted = localStorage.getItem(KEPT);
  desk.location =
    desk.clinic.locations.find((location) => location.location_id === wanted) ??
    desk.clinic.locations[0];
}

export function chooseLocation(id) {
  desk.location = desk.clinic.locations.find((location) => location.location_id === id);
  localStorage.setItem(KEPT, id);
}

/** Go to a view: `go("day", "2026-11-24")`. What stands in the address is never about a person. */
export function go(view, ...rest) {
  window.location.hash = ["", view, ...rest].join("/");
}

/** Where the address leads: {view, rest}. */
export function place() {
  const [, view, ...rest] = window.location.hash.split("/");
  return { view: view || "queue", rest };
}
