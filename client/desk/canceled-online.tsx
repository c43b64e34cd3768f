// What patients canceled online today, with why: on the day and beside the calls, without a key to press.

import type { JSX } from "preact";
import type { Schemas } from "../shared/api";
import { clock, dayAndClock, localDate } from "../shared/time";
import { type DaySheet, serviceName } from "./sheet";
import { initialSaid } from "./short-name";
import { useUniqueId } from "./ui/hooks";
import { t } from "./words";

type Canceled = Schemas["CanceledOnline"];

export interface CanceledOnlineProps {
  sheet: Pick<DaySheet, "canceled_online" | "date">;
  zone: string;
}

export function CanceledOnline({ sheet, zone }: CanceledOnlineProps): JSX.Element | null {
  const id = useUniqueId();
  const lines = sheet.canceled_online ?? [];
  if (!lines.length) return null;
  const isToday = sheet.date === localDate(Date.now(), zone);
  return (
    <section class="canceled-online" aria-labelledby={id}>
      <h3 id={id}>
        {t(isToday ? "day.canceled.title" : "day.canceled.title_then")}{" "}
        <span class="count">{lines.length}</span>
      </h3>
      <ul class="stack tight">
        {lines.map((line) => (
          <Line key={line.appointment_id} line={line} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

function Line({ line, zone }: { line: Canceled; zone: string }): JSX.Element {
  const { first_name, canceled_at, starts_at, service_id, cause, reason, read_first } = line;
  const details = [dayAndClock(starts_at, zone), serviceName(service_id)].join(" · ");
  return (
    <li>
      <span>
        {read_first && <strong class="flag">{t("day.canceled.read_first")} </strong>}
        <bdi>{first_name}</bdi> {initialSaid(line)} <span class="small quiet">{details}</span>
      </span>{" "}
      <span class="small">
        {cause ? t(`day.canceled.cause.${cause}`) : !reason && t("day.canceled.no_reason")}
        {reason && (
          <>
            {cause && ": "}
            <bdi class="words">{reason}</bdi>
          </>
        )}{" "}
        <span class="quiet">{t("day.canceled.at", { time: clock(canceled_at, zone) })}</span>
      </span>
    </li>
  );
}
