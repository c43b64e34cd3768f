// All dates of a series, with what can be done with those that are ahead.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { get } from "../api";
import { AskedByField } from "../asked-by-field";
import { messageOf } from "../failure-words";
import { openPlanner } from "../planner";
import { askReason } from "../reason";
import { explain, say } from "../say";
import { serviceName } from "../sheet";
import { StateBadge } from "../ui/icon";
import { t, tn } from "../words";
import { change } from "../writes";

type Series = Schemas["SeriesView"];
type Appointment = Schemas["StaffAppointmentView"];

export interface OpenSeries {
  seriesId: string;
  zone: string;
  /** Leads to an appointment's day. */
  goTo: (appointment: Appointment) => void;
}

export interface SeriesDatesProps extends OpenSeries {
  changed: () => void;
  close: () => void;
}

/** How many of them are still to come. */
export const aheadOf = (series: Series, now: number): number =>
  series.appointments.filter((each) => each.status === "booked" && Date.parse(each.starts_at) > now)
    .length;

export function SeriesDates(props: SeriesDatesProps): JSX.Element {
  const { seriesId, changed } = props;
  const [series, setSeries] = useState<Series | null>(null);
  const [wrong, setWrong] = useState("");

  async function load(): Promise<void> {
    try {
      setSeries((await get<Series>(`series/${seriesId}`)).data);
      setWrong("");
    } catch (failure) {
      setWrong(messageOf(failure));
    }
  }

  useEffect(() => {
    load();
  }, []);

  function nowIs(given: Series): void {
    changed();
    setSeries(given);
  }

  return (
    <div class="stack">
      {wrong && <p class="wrong">{wrong}</p>}
      {!wrong && !series && <p class="quiet">{t("series.loading")}</p>}
      {!wrong && series && <Loaded {...props} series={series} nowIs={nowIs} again={load} />}
    </div>
  );
}

interface LoadedProps extends SeriesDatesProps {
  series: Series;
  nowIs: (series: Series) => void;
  again: () => Promise<void>;
}

function Loaded({ series, zone, goTo, close, nowIs, again }: LoadedProps): JSX.Element {
  const left = aheadOf(series, Date.now());
  const about = t("series.about", {
    service: serviceName(series.service_id),
    dates: tn("series.dates", series.appointments.length),
    left,
  });

  function goAndClose(appointment: Appointment): void {
    close();
    goTo(appointment);
  }

  return (
    <>
      <p>
        <bdi>{series.appointments[0]?.name}</bdi>, {about}
      </p>
      <ol class="dates booked">
        {series.appointments.map((each) => (
          <li key={each.appointment_id}>
            <button type="button" class="link" onClick={() => goAndClose(each)}>
              {dayAndClock(each.starts_at, zone)}
            </button>
            <StateBadge status={each.status} />
          </li>
        ))}
      </ol>
      {left > 0 && <Rest series={series} left={left} nowIs={nowIs} again={again} />}
    </>
  );
}

type RestProps = Pick<LoadedProps, "series" | "nowIs" | "again"> & { left: number };

/** What can be done with the dates that are ahead. */
function Rest({ series, left, nowIs, again }: RestProps): JSX.Element {
  const { series_id: seriesId, service_id: serviceId } = series;

  async function move(): Promise<void> {
    const moved = await openPlanner({ rest: { seriesId, count: left, serviceId } });
    if (moved) nowIs(moved);
  }

  async function cancel(): Promise<void> {
    let askedBy = "";
    const reason = await askReason({
      title: t("series.cancel_title"),
      text: tn("series.cancel_text", left),
      yes: t("series.cancel_title"),
      needed: false,
      grave: true,
      before: (
        <AskedByField
          onChange={(name) => {
            askedBy = name;
          }}
        />
      ),
    });
    if (reason === null) return;
    try {
      const body = { reason: reason || undefined, asked_by: askedBy || undefined };
      const { data } = await change<Series>(`series/${seriesId}/cancel`, body);
      nowIs(data);
      say(t("series.canceled"));
    } catch (failure) {
      explain(failure);
      await again();
    }
  }

  return (
    <div class="buttons">
      <button type="button" class="second" onClick={move}>
        {t("series.move_rest")}
      </button>
      <button type="button" class="second danger" onClick={cancel}>
        {t("series.cancel_rest", { count: left })}
      </button>
    </div>
  );
}
