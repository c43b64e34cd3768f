// One day of the week: who comes, in order of time, and what is free; all of it leads to the day.

import type { JSX } from "preact";
import { clock, day, weekdaySaid } from "../../shared/time";
import { Glances } from "../flags/glances";
import {
  appointmentsOf,
  type DaySheet,
  type PlacedAppointment,
  placesOf,
  serviceName,
  stateName,
} from "../sheet";
import { initialSaid } from "../short-name";
import { Icon } from "../ui/icon";
import { t, tn } from "../words";
import { freeOn } from "./week-days";

export interface DayColumnProps {
  date: string;
  /** What is known of it. */
  sheet: DaySheet | undefined;
  zone: string;
  isToday: boolean;
}

export function DayColumn({ date, sheet, zone, isToday }: DayColumnProps): JSX.Element {
  return (
    <li class={isToday ? "card one-day today-is" : "card one-day"}>
      <h2>
        <a href={`#/day/${date}`} aria-current={isToday ? "date" : undefined}>
          {day(`${date}T00:00:00Z`, "UTC")}
        </a>
        {isToday && <small> {t("day.today")}</small>}
      </h2>
      {sheet && <Glance sheet={sheet} zone={zone} />}
    </li>
  );
}

function Glance({ sheet, zone }: { sheet: DaySheet; zone: string }): JSX.Element {
  const appointments = appointmentsOf(sheet).map(({ appointment }) => appointment);
  const free = freeOn(sheet);
  return (
    <>
      <Standing sheet={sheet} />
      {free > 0 && (
        <p class="small free-count">
          <Icon name="free" /> {tn("week.free", free)}
        </p>
      )}
      {appointments.length > 0 && (
        <ol class="appointments">
          {appointments.map((appointment) => (
            <Line key={appointment.appointment_id} appointment={appointment} zone={zone} />
          ))}
        </ol>
      )}
    </>
  );
}

/** Why nobody can come on that day, if nobody can. */
function Standing({ sheet }: { sheet: DaySheet }): JSX.Element | null {
  const { date, closed_day: closed, block } = sheet;
  if (closed) {
    const { reason } = closed;
    const weekday = weekdaySaid(date);
    return (
      <p class="small">
        {reason ? t("day.closed.reason", { reason }) : t("day.closed.weekday", { weekday })}
      </p>
    );
  }
  if (block)
    return (
      <p class="small">
        <Icon name="blocked" /> {t("day.block.day_notice")} <bdi>{block.reason}</bdi>
      </p>
    );
  return placesOf(sheet).length ? null : <p class="small quiet">{t("week.nothing")}</p>;
}

function Line({
  appointment,
  zone,
}: {
  appointment: PlacedAppointment;
  zone: string;
}): JSX.Element {
  return (
    <li class={`is-${appointment.status}`}>
      <span class="small">
        <Icon name={appointment.status} /> <time>{clock(appointment.starts_at, zone)}</time>
        <span class="unseen">, {stateName(appointment.status)},</span>
      </span>{" "}
      <strong>
        <bdi>{appointment.first_name}</bdi>
        {"\u00a0"}
        {initialSaid(appointment)}
      </strong>{" "}
      <span class="small quiet">{serviceName(appointment.service_id)}</span>{" "}
      <Glances flags={appointment.flags} />
    </li>
  );
}
