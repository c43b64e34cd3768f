// Books for the caller in the card itself, so that their words and flags stay in sight.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import type { Known } from "../booking/booking-choice";
import { PlanSeries } from "../series/plan-series";
import { t } from "../words";
import { BookOne } from "./book-one";

type Booked = Schemas["StaffAppointmentView"];

export interface BookingPanelProps {
  given: Known;
  /** It is over: with what was booked (of a series, its first), or null. */
  onDone: (appointment: Booked | null) => void;
}

export function BookingPanel({ given, onDone }: BookingPanelProps): JSX.Element {
  const [person, setPerson] = useState<Known | null>(null); // of the series that is planned
  const series = useRef<Booked | null>(null);
  const latest = useRef(onDone);
  latest.current = onDone;
  useLayoutEffect(() => () => latest.current(series.current), []); // the card may go with it

  function closePlan(): void {
    if (series.current) onDone(series.current);
    else setPerson(null);
  }

  function keep({ appointments }: Schemas["SeriesView"]): void {
    series.current = appointments[0] ?? null;
  }

  return (
    <section class="stack booking-panel" aria-label={t("booking.title")}>
      <h3>{t(person ? "series.plan_title" : "booking.title")}</h3>
      {person ? (
        <PlanSeries given={person} keep={keep} close={closePlan} />
      ) : (
        <BookOne given={given} onDone={onDone} onSeries={setPerson} />
      )}
    </section>
  );
}
