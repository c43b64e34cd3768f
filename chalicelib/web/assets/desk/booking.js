// Book a visit.

/** Ask when and where, and book it; a promise of the visit, or null. */
export async function openBooking() {
  return null;
}
