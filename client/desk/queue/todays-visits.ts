// Who is here, who comes, and who was here, of a day's sheet. Pure.

import { appointmentsOf, type DaySheet, type PlacedAppointment } from "../sheet";

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
  const all = appointmentsOf(sheet).map(({ appointment, place }) => ({
    ...appointment,
    where: place.bay.name,
  }));
  const having = (status: string) => all.filter((each) => each.status === status);
  return {
    here: having("arrived"),
    ahead: having("booked"),
    done: having("fulfilled").length,
    missed: having("noshow").length,
  };
}
