// The day's sheet as the desk reads it: what stands where, in words. Nothing here draws or asks.

import type { Schemas } from "../shared/api";
import { clock } from "../shared/time";
import { type DeskService, desk } from "./desk";
import { t, tn } from "./words";

export type DaySheet = Schemas["DaySheet"];
export type BayDay = Schemas["BayDay"];
export type SlotLine = Schemas["SlotLine"];
export type AppointmentBrief = Schemas["AppointmentBrief"];

/** What a slot or an appointment can be. */
export type State = Schemas["SlotStatus"] | Schemas["AppointmentStatus"];

/** A slot with the bay that it is in. */
export interface Place {
  slot: SlotLine;
  bay: BayDay;
}

/** A time that can be had, in these bays. `released`: by the desk alone. */
export interface Start {
  at: string;
  bays: { bay: string; name: string }[];
  released: boolean;
}

const MINUTE = 60000;
const HOUR = 60 * MINUTE;

/** A state in a word. */
export const stateName = (state: State): string => t(`day.state.${state}`);

/** Where a slot stands: as the appointment that is in it, or else for itself. */
export const stateOf = (slot: SlotLine): State =>
  slot.status === "booked" ? (slot.appointment?.status ?? "booked") : slot.status;

/** The state in a word; what nobody had in time is told apart from what can be had. */
export const stateWord = (slot: SlotLine, now: number = Date.now()): string =>
  isOpen(slot) && Date.parse(slot.ends_at) <= now ? t("day.unused") : stateName(stateOf(slot));

const isOpen = (slot: SlotLine): boolean => slot.status === "free" || slot.status === "released";

/** True if the desk can still give it to somebody. */
export const canBeHad = (slot: SlotLine, now: number = Date.now()): boolean =>
  isOpen(slot) && Date.parse(slot.ends_at) > now;

const JUST_STARTED = 15 * MINUTE;

/** True if somebody who is here can still begin then: it has just started, or has yet to. */
export const canBegin = (startsAt: string, now: number): boolean =>
  Date.parse(startsAt) >= now - JUST_STARTED;

export const minutesOf = (slot: SlotLine): number =>
  (Date.parse(slot.ends_at) - Date.parse(slot.starts_at)) / MINUTE;

/** The name of a bay. */
export const bayName = (id: string): string =>
  desk.location.pools.flatMap((pool) => pool.bays).find(({ bay }) => bay === id)?.name ?? id;

export const serviceName = (id: string): string => desk.service(id)?.name ?? id;

/** True if somebody can have this service in it, as far as place and length go. */
export const fits = (slot: SlotLine, service: DeskService | undefined): boolean =>
  service !== undefined &&
  service.pool === slot.pool &&
  service.bay_minutes <= minutesOf(slot) &&
  (!slot.services || slot.services.includes(service.service_id));

/** The location's services that fit a slot. */
export const servicesFor = (slot: SlotLine): DeskService[] =>
  servicesHere().filter((service) => fits(slot, service));

/** The services that the location offers. */
export const servicesHere = (): DeskService[] =>
  desk.location.services.flatMap((id) => desk.service(id) ?? []);

/** Every slot of a sheet with its bay: [{slot, bay}]. */
export const placesOf = (sheet: Pick<DaySheet, "bays">): Place[] =>
  sheet.bays.flatMap((bay) => bay.slots.map((slot) => ({ slot, bay })));

/** The starts that a service can have: [{at, bays: [{bay, name}], released}], in order of time. */
export function startsFor(
  sheet: DaySheet,
  service: DeskService | undefined,
  now: number = Date.now(),
): Start[] {
  const starts = new Map<string, Start>();
  for (const { slot, bay } of placesOf(sheet)) {
    if (!canBeHad(slot, now) || !fits(slot, service)) continue;
    const start = starts.get(slot.starts_at) ?? { at: slot.starts_at, bays: [], released: true };
    start.bays.push({ bay: bay.bay, name: bay.name });
    start.released &&= slot.status === "released";
    starts.set(slot.starts_at, start);
  }
  return [...starts.values()].sort((one, other) => one.at.localeCompare(other.at));
}

/** From when until when the day is drawn, in milliseconds: whole hours around all slots. */
export function spanOf(sheet: DaySheet): { from: number; to: number } | null {
  const slots = sheet.bays.flatMap((bay) => bay.slots);
  if (!slots.length) return null;
  const from = Math.min(...slots.map((slot) => Date.parse(slot.starts_at)));
  const to = Math.max(...slots.map((slot) => Date.parse(slot.ends_at)));
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR };
}

/** "10:00 am to 11:30 am" */
export const hoursOf = (
  { starts_at: from, ends_at: to }: Pick<SlotLine, "starts_at" | "ends_at">,
  zone: string,
): string => t("day.hours", { from: clock(from, zone), to: clock(to, zone) });

/** "Chair 2, 10:00 am to 11:30 am, booked, Robin, Ketamine infusion, says they'll be there" */
export function described({ slot, bay }: Place, zone: string): string {
  const { appointment } = slot;
  return [
    bay.name,
    hoursOf(slot, zone),
    stateWord(slot).toLowerCase(),
    ...(appointment
      ? [appointment.first_name, serviceName(appointment.service_id), escortWords(appointment)]
      : []),
    appointment && readinessWords(appointment),
    appointment && alsoBookedWords(appointment),
    appointment && notesWords(appointment),
    slot.block_reason,
  ]
    .filter(Boolean)
    .join(", ");
}

/** What the patient told before they came; null once the desk knows better. */
export function readinessWords({ readiness, status }: AppointmentBrief): string | null {
  return readiness && status === "booked" ? t(`day.readiness.${readiness}`) : null;
}

/** Nobody is known to take them home, and they come or are here. */
export const isEscortMissing = ({ escort, status }: AppointmentBrief): boolean =>
  escort === "needed" && (status === "booked" || status === "arrived");

/** What stands of the one who takes the patient home; nothing where nobody has to. */
export function escortWords(appointment: AppointmentBrief): string | null {
  return appointment.escort ? t(`day.escort.${appointment.escort}`) : null;
}

/** What stands of an appointment that was taken online beside, or too close to, another one. */
export function alsoBookedWords(appointment: AppointmentBrief): string | null {
  if (appointment.also_booked) return t("day.also_booked");
  return appointment.beyond_limits ? t("day.beyond_limits") : null;
}

/** "2 notes"; nothing where there are none. */
export const notesWords = (appointment: AppointmentBrief): string | null =>
  appointment.notes ? tn("day.notes", appointment.notes) : null;

/** An appointment with its place, as it is moved about and spoken of. */
export interface PlacedAppointment extends AppointmentBrief {
  appointment_id: string;
  starts_at: string;
  bay: string;
  /** What forms stated of them for the clinician. */
  flags: SlotLine["flags"];
}

/** Everybody who comes on a day, with the place that they have, in order of time. */
export const appointmentsOf = (
  sheet: Pick<DaySheet, "bays">,
): { appointment: PlacedAppointment; place: Place }[] =>
  placesOf(sheet)
    .flatMap((place) => {
      const appointment = appointmentAt(place);
      return appointment ? [{ appointment, place }] : [];
    })
    .sort((one, other) => one.appointment.starts_at.localeCompare(other.appointment.starts_at));

/** The path of a day's sheet. */
export const dayPath = (location: string, date: string): string =>
  `locations/${location}/day?date=${date}`;

/** The appointment of a place, if one is there. */
export const appointmentAt = ({ slot, bay }: Place): PlacedAppointment | null =>
  slot.appointment && slot.appointment_id
    ? {
        ...slot.appointment,
        appointment_id: slot.appointment_id,
        starts_at: slot.starts_at,
        bay: bay.bay,
        flags: slot.flags,
      }
    : null;

/** Where an appointment can go: places that fit it; whoever has come goes to another bay alone. */
export function targetsOf(
  sheet: DaySheet,
  appointment: { service_id: string; status: string; starts_at: string },
  now: number = Date.now(),
): Place[] {
  const service = desk.service(appointment.service_id);
  const onlyNow = appointment.status === "arrived";
  return placesOf(sheet).filter(
    ({ slot }) =>
      canBeHad(slot, now) &&
      fits(slot, service) &&
      (!onlyNow || slot.starts_at === appointment.starts_at),
  );
}

/** True for a date as the address and the date field write it. */
export const isDate = (text: string | null | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(text ?? ""));
