// What was really booked: somebody may have been faster at one of the previewed times.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { desk } from "../desk";
import { bayName } from "../sheet";
import { useFirstFocus } from "../ui/focus";
import { t, tn } from "../words";
import type { PlannedDate } from "./plan";

type Appointment = Schemas["StaffAppointmentView"];

/** How many appointments stand at other times than were planned. */
export function othersThan(
  planned: readonly PlannedDate[],
  appointments: readonly Appointment[],
): number {
  const previewed = new Set(planned.map((each) => Date.parse(each.starts_at)));
  return appointments.filter((each) => !previewed.has(Date.parse(each.starts_at))).length;
}

export interface BookedSeriesProps {
  series: Schemas["SeriesView"];
  planned: readonly PlannedDate[];
  /** Of a series that was moved, what is over is not told. */
  isRest: boolean;
  close: () => void;
}

export function BookedSeries({ series, planned, isRest, close }: BookedSeriesProps): JSX.Element {
  const { zone } = desk.location;
  const head = useRef<HTMLHeadingElement>(null);
  useFirstFocus(() => head.current);
  const appointments = series.appointments.filter((each) => !isRest || each.status === "booked");
  const others = othersThan(planned, appointments);
  const dates = tn("series.dates", appointments.length);
  return (
    <>
      <h3 tabIndex={-1} ref={head}>
        {t(isRest ? "series.moved" : "series.booked", { dates })}
      </h3>
      {others > 0 && <p class="notice">{tn("series.differ", others)}</p>}
      <ol class="dates booked">
        {appointments.map((each) => (
          <li key={each.appointment_id}>
            <time>{dayAndClock(each.starts_at, zone)}</time>
            <span class="quiet">
              <bdi>{bayName(each.bay)}</bdi>
            </span>
          </li>
        ))}
      </ol>
      <div class="buttons">
        <button type="button" class="first" onClick={close}>
          {t("series.done")}
        </button>
      </div>
    </>
  );
}
