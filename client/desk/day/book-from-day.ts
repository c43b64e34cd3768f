// Booking from the day: what the sheet shows next is the appointment that was booked.

import type { Schemas } from "../../shared/api";
import { get } from "../api";
import { openBooking } from "../booking";
import { openPlanner } from "../planner";
import { explain } from "../say";
import type { DayBoard } from "./day-board";

/** What is known of an appointment before its dialog opens. */
export interface Known {
  date?: string;
  startsAt?: string;
  bay?: string;
  serviceId?: string;
  name?: string | null;
  phone?: string | null;
  email?: string | null;
  waitlistEntryId?: string;
}

/** A free slot, for somebody who waits for it if one was chosen. */
export interface FreeSlotWish extends Known {
  waiting?: { personId: string; entryId: string };
}

/** Book an appointment; its place on the day has the focus afterwards. */
export async function bookFromDay({ day, focus }: DayBoard, known: Known): Promise<void> {
  const booked = await openBooking({ seriesAllowed: true, ...known });
  if (!booked) return;
  await day.again();
  const place = day.placeOf(booked.appointment_id);
  if (place) focus.focus(place.slot.slot_id);
}

/** Book a free slot; the card of whoever waits for it is opened. */
export async function bookFreeSlot(board: DayBoard, wish: FreeSlotWish): Promise<void> {
  const { waiting, ...known } = wish;
  try {
    const person = waiting ? await knownPerson(waiting.personId) : {};
    const waitlistEntryId = waiting?.entryId;
    await bookFromDay(board, { ...person, ...known, waitlistEntryId });
  } catch (failure) {
    explain(failure);
  }
}

async function knownPerson(id: string): Promise<Known> {
  const { data } = await get<Schemas["PersonCard"]>(`people/${id}`);
  const { name, phone, email } = data.person;
  return { name, phone, email };
}

/** Plan a whole series. */
export async function planSeries({ day }: DayBoard): Promise<void> {
  if (await openPlanner({})) await day.again();
}
