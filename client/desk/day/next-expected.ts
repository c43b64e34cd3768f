// Who is checked in next. Pure.

import type { Place } from "../sheet";

/** True for somebody who has not come yet, or was given up for a no-show. */
export const canCheckIn = ({ slot }: Place): boolean =>
  slot.appointment?.status === "booked" || slot.appointment?.status === "noshow";

/** The earliest appointment whose patient is still expected; none when all have come. */
export const nextExpected = (places: readonly Place[]): Place | null =>
  earliest(places.filter(({ slot }) => slot.appointment?.status === "booked"));

/** The first of those that start first. */
export const earliest = (places: readonly Place[]): Place | null =>
  places.reduce<Place | null>(
    (first, each) => (first && first.slot.starts_at <= each.slot.starts_at ? first : each),
    null,
  );
