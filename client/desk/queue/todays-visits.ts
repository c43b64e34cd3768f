// Who is here, who comes, and who was here, of a day's sheet. Pure.

import { appointmentAt, type DaySheet, type PlacedAppointment, placesOf } from "../sheet";

export interface Visits {
  /** Here now. */
  here: Visit[];
  /** Still to come. */
  ahead: Visit[];
  /** Completed. */
  done: number;
  /** Did not come. */
  missed: number;
}

export interface Visit extends PlacedAppointment {
  where: string;
}

/** The day's appointments, each group in order of time. */
export function visitsOf(sheet: Pick<DaySheet, "bays">): Visits {
  const all = placesOf(sheet)
    .flatMap((place): Visit[] => {
      const found = appointmentAt(place);
      return found ? [{ ...found, where: place.bay.name }] : [];
    })
    .sort((one, other) => one.starts_at.localeCompare(other.starts_at));
  const having = (status: string) => all.filter((each) => each.status === status);
  return {
    here: having("arrived"),
    ahead: having("booked"),
    done: having("fulfilled").length,
    missed: having("noshow").length,
  };
}
