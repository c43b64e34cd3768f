// Today's appointments, at a glance beside the calls where there is room.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { clock, localDate } from "../../shared/time";
import { CanceledOnline } from "../canceled-online";
import type { DeskLocation } from "../desk";
import { Glances } from "../flags/glances";
import { noteSheet } from "../kept-days";
import { reader } from "../known";
import { type DaySheet, dayPath, escortWords, isEscortMissing, serviceName } from "../sheet";
import { initialSaid } from "../short-name";
import { useEvery, useMedia } from "../ui/hooks";
import { Icon } from "../ui/icon";
import { t, tn } from "../words";
import { type Visit, visitsOf } from "./todays-visits";

const ROOM = "(min-width: 75rem)";

/** Nothing, and no look either, where there is no room. */
export function Today({ location }: { location: DeskLocation }): JSX.Element | null {
  return useMedia(ROOM) ? <Column location={location} /> : null;
}

function Column({ location: { location_id, zone } }: { location: DeskLocation }): JSX.Element {
  const [sheet, setSheet] = useState<DaySheet | null>(null);
  const [read] = useState(() => reader<DaySheet>());
  const look = async () => {
    const date = localDate(Date.now(), zone);
    const seen = await read(dayPath(location_id, date));
    noteSheet(seen); // so that it is not read once more, to be kept
    setSheet(seen);
  };
  useEvery(look, "loose", location_id); // the day has a view of its own, which looks closely
  const visits = sheet && visitsOf(sheet);
  return (
    <aside class="today" aria-labelledby="today-title">
      <h2 id="today-title">
        <a href="#/day">{t("queue.today.title")}</a>
      </h2>
      {visits && (
        <>
          <p class="small quiet">
            {[
              visits.done && t("day.count.fulfilled", { count: visits.done }),
              visits.missed && tn("day.count.noshow", visits.missed),
            ]
              .filter(Boolean)
              .join(", ")}
          </p>
          <Group title={t("queue.today.here")} visits={visits.here} zone={zone} />
          <Group title={t("queue.today.ahead")} visits={visits.ahead} zone={zone} />
          {sheet && <CanceledOnline sheet={sheet} zone={zone} />}
          {!visits.here.length && !visits.ahead.length && (
            <p class="quiet">{t("queue.today.nobody")}</p>
          )}
        </>
      )}
    </aside>
  );
}

interface GroupProps {
  title: string;
  visits: readonly Visit[];
  zone: string;
}

function Group({ title, visits, zone }: GroupProps): JSX.Element | null {
  if (!visits.length) return null;
  return (
    <section>
      <h3>
        {title} <span class="count">{visits.length}</span>
      </h3>
      <ul>
        {visits.map((visit) => (
          <Line key={visit.appointment_id} visit={visit} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Line({ visit, zone }: { visit: Visit; zone: string }): JSX.Element {
  const isEscortOpen = isEscortMissing(visit);
  return (
    <li class={`visit is-${visit.status}`}>
      <time>{clock(visit.starts_at, zone)}</time>{" "}
      <span class="who">
        <bdi>{visit.first_name}</bdi> {initialSaid(visit)}
      </span>{" "}
      <span class="small quiet">
        {serviceName(visit.service_id)} · {visit.where}
      </span>
      {isEscortOpen && (
        <span class="small flag">
          <Icon name="escort" />
          {escortWords(visit)}
        </span>
      )}
      <Glances flags={visit.flags} />
    </li>
  );
}
