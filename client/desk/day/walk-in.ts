// Somebody stands at the desk without an appointment: booked for now, and checked in at once.

import { localDate } from "../../shared/time";
import { type Booked, openBooking } from "../booking";
import { say } from "../say";
import { canBeHad, type DaySheet, placesOf } from "../sheet";
import { t } from "../words";
import { openAddSlot } from "./add-slot";
import type { DayBoard } from "./day-board";
import { firstSlotNow } from "./first-slot-now";

/**
 * Book the first slot of today that is still free, and check in whom it was booked for. Where none is
 * left, one can be added. A booking whose check-in fails stands, and is checked in from its slot.
 */
export async function bookWalkIn(board: DayBoard): Promise<void> {
  const { day, focus, checkIn } = board;
  if (day.isComing.value) await day.again();
  if (day.isComing.value) return; // what stands in the way of reading it is said on the day
  const first = firstFree(day.sheet.value);
  if (!first) {
    say(t("day.walk_in.none"));
    openAddSlot(day);
    return;
  }
  const { slot, bay } = first;
  const booked = await openBooking({ startsAt: slot.starts_at, bay: bay.bay, isWalkIn: true });
  if (!booked) return;
  if (isOn(day.today(), booked, day.zone)) await checkIn.justBooked(booked);
  await day.again();
  const place = day.placeOf(booked.appointment_id);
  if (place) focus.focus(place.slot.slot_id);
}

function firstFree(sheet: DaySheet | null) {
  const open = sheet ? placesOf(sheet).filter(({ slot }) => canBeHad(slot)) : [];
  return firstSlotNow(open, Date.now());
}

const isOn = (date: string, { starts_at: at }: Booked, zone: string): boolean =>
  localDate(at, zone) === date;
