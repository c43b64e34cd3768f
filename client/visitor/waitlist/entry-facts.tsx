// What somebody waits for, as they said it when they joined.

import type { JSX } from "preact";
import { clock } from "../../shared/time";
import { Fact } from "../appointment";
import { READER, t } from "../page";
import { noonOf, saidDay } from "../said-times";
import type { Seen } from "./own-entry";
import { DAYS, partOf, saidWeekday, type Wish } from "./wish";

export function EntryFacts({ seen }: { seen: Seen }): JSX.Element {
  const { entry, place, service } = seen;
  const days = entry.wish.weekdays ?? DAYS;
  return (
    <dl class="facts">
      <Fact name={t("waitlist.service")}>{service.name}</Fact>
      <Fact name={t("waitlist.where")}>{place.name}</Fact>
      <Fact name={t("waitlist.weekdays")}>
        {days.map((day) => saidWeekday(day, "short", READER.locale)).join(", ")}
      </Fact>
      <Fact name={t("waitlist.times")}>{saidTimes(entry.wish)}</Fact>
      <Fact name={t("waitlist.looking")}>
        {saidDay(noonOf(entry.wish.last_day), "UTC", READER.locale)}
      </Fact>
    </dl>
  );
}

function saidTimes(wish: Wish): string {
  const part = partOf(wish);
  if (part) return t(`wait.parts.${part}`);
  const said = (time = "00:00"): string => clock(`2024-01-01T${time}:00Z`, "UTC", READER.locale);
  return `${said(wish.earliest_time)} – ${said(wish.latest_time)}`;
}
