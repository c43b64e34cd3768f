// What is found by whatever was typed, and where each of it leads.

import type { Schemas } from "../../shared/api";
import { dayAndClock, localDate } from "../../shared/time";
import { post } from "../api";
import { openAppointment } from "../appointment/open-appointment";
import { tellDone } from "../appointment/tell-done";
import { chooseLocation, desk, go } from "../desk";
import { serviceName } from "../sheet";
import { t } from "../words";
import { nameSaid, otherNamesSaid } from "./name-said";

export type Found = Schemas["Found"];

/** One thing that was found. */
export interface Match {
  id: string;
  kind: "person" | "appointment" | "request";
  /** Who it is, or whose. */
  name: string;
  details: string;
  isNotToBeContacted?: boolean;
  open(): void;
}

/** Ask for what a text leads to at this location. In a body: it stands in no address. */
export async function findEverything(text: string): Promise<Found> {
  const body = { text, location_id: desk.location.location_id };
  return (await post<Found>("find", body)).data;
}

/** All that was found, in one list: people, then what a reference means. */
export const matchesOf = (found: Found): Match[] => [
  ...found.people.map(personMatch),
  ...found.appointments.map(appointmentMatch),
  ...found.requests.map(requestMatch),
];

function personMatch(person: Schemas["PersonFound"]): Match {
  const when = dayAndClock(person.last_seen_at, desk.location.zone);
  return {
    id: person.person_id,
    kind: "person",
    name: nameSaid(person),
    details: [otherNamesSaid(person), t("find.last_seen", { when })].filter(Boolean).join(", "),
    isNotToBeContacted: person.do_not_contact,
    open: () => go("find", person.person_id),
  };
}

function appointmentMatch(found: Schemas["AppointmentFound"]): Match {
  const zone = desk.locationOf(found.location_id)?.zone ?? desk.location.zone;
  const details = [
    serviceName(found.service_id),
    dayAndClock(found.starts_at, zone),
    ...elsewhere(found.location_id),
    found.reference,
  ];
  return {
    id: found.appointment_id,
    kind: "appointment",
    name: nameSaid(found),
    details: details.join(", "),
    open: () => showAppointment(found, zone),
  };
}

function requestMatch(found: Schemas["RequestFound"]): Match {
  const zone = desk.locationOf(found.location_id)?.zone ?? desk.location.zone;
  const isSetAside = !found.callback_id;
  const details = [
    t(isSetAside ? "find.set_aside" : "find.request"),
    serviceName(found.service_id),
    dayAndClock(found.received_at, zone),
    ...elsewhere(found.location_id),
    found.reference,
  ];
  return {
    id: found.request_id,
    kind: "request",
    name: nameSaid(found),
    details: details.join(", "),
    open: () => (isSetAside ? go("queue") : go("find", found.person_id)),
  };
}

function showAppointment(found: Schemas["AppointmentFound"], zone: string): void {
  const toDay = (startsAt: string, ...further: string[]) => {
    chooseLocation(found.location_id);
    go("day", localDate(startsAt, zone), ...further);
  };
  openAppointment({
    id: found.appointment_id,
    zone,
    changed(now, verb, sent) {
      if (verb) tellDone(now, verb, sent);
    },
    move: () => toDay(found.starts_at, "move", found.appointment_id),
    goTo: (other) => toDay(other.starts_at),
  });
}

const elsewhere = (locationId: string): string[] =>
  locationId === desk.location.location_id ? [] : [desk.locationOf(locationId)?.name ?? locationId];
