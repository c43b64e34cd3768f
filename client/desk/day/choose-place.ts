// What pressing a slot does: book it, open its appointment, or say what stands there.

import { localDate } from "../../shared/time";
import { openAppointment } from "../appointment/open-appointment";
import { tellDone } from "../appointment/tell-done";
import { canBeHad, type Place } from "../sheet";
import { bookFromDay } from "./book-from-day";
import type { DayBoard } from "./day-board";
import { explainPlace } from "./explain-place";

export function choosePlace(board: DayBoard, place: Place): void {
  const { slot, bay } = place;
  if (board.mover.moving.value) board.mover.choose(place);
  else if (slot.appointment_id) openOnDay(board, slot.appointment_id);
  else if (canBeHad(slot)) bookFromDay(board, { startsAt: slot.starts_at, bay: bay.bay });
  else explainPlace(board.day, place);
}

/** Open an appointment; what is done with it is seen on the day. */
export async function openOnDay(board: DayBoard, id: string): Promise<void> {
  const { day, mover } = board;
  const { compare, closed } = openAppointment({
    id,
    zone: day.zone,
    changed(now, verb, sent) {
      mover.forget(now);
      if (verb) tellDone(now, verb, sent, { again: () => day.again() });
      day.again();
    },
    move() {
      const place = day.placeOf(id);
      if (place) mover.startByKeyboard(place);
    },
    goTo: (other) => board.turnTo(localDate(other.starts_at, day.zone)),
  });
  board.opened = { id, compare: () => compare(day.placeOf(id)?.slot.appointment ?? null) };
  await closed;
  board.opened = null;
}
