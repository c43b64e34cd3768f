// The dates that keep a wish; where there are none, what stood in the way and the nearest to it.

import type { JSX } from "preact";
import { day, dayAndClock, localDate } from "../../shared/time";
import { desk } from "../desk";
import { t, tn } from "../words";
import { Calendar } from "./calendar";
import { type Impossible, type Offer, offerSaid, type PlannedDate } from "./plan";
import type { Preview } from "./use-plan";

export interface PlanPreviewProps {
  preview: Preview;
  onUse: (offer: Offer) => void;
}

export function PlanPreview({ preview, onUse }: PlanPreviewProps): JSX.Element {
  return (
    <div class="stack">
      <p class="summary" role="status">
        {summaryOf(preview)}
      </p>
      <div class="preview stack">
        {preview.kind === "dates" && <Dates dates={preview.dates} />}
        {preview.kind === "impossible" && <Nearest why={preview.why} onUse={onUse} />}
      </div>
    </div>
  );
}

function summaryOf(preview: Preview): string {
  if (preview.kind === "looking") return t("series.looking");
  if (preview.kind === "impossible") return preview.why.detail;
  if (preview.kind === "refused") return preview.text;
  const { zone } = desk.location;
  const { dates } = preview;
  const first = day(dates[0]?.starts_at ?? "", zone);
  const last = day(dates.at(-1)?.starts_at ?? "", zone);
  const summary = t("series.summary", { dates: tn("series.dates", dates.length), first, last });
  const isMoved = dates.some((each) => each.before !== undefined);
  return isMoved ? `${summary} ${tn("series.stay", dates.length - goingOf(dates))}` : summary;
}

/** How many dates are booked or moved: of a series that is moved, some may stay. */
export const goingOf = (dates: readonly PlannedDate[]): number =>
  dates.filter((each) => each.moves ?? true).length;

function Dates({ dates }: { dates: readonly PlannedDate[] }): JSX.Element {
  const { zone } = desk.location;
  return (
    <>
      <Calendar
        dates={dates.map((each) => localDate(each.starts_at, zone))}
        caption={t("series.calendar")}
      />
      <ol class="dates">
        {dates.map((each) => (
          <li key={each.starts_at}>
            <time>{dayAndClock(each.starts_at, zone)}</time>
            {each.before !== undefined && (
              <small class="quiet">
                {" "}
                {each.moves
                  ? t("series.moves_from", { when: dayAndClock(each.before, zone) })
                  : t("series.stays")}
              </small>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

interface NearestProps {
  why: Impossible;
  onUse: (offer: Offer) => void;
}

function Nearest({ why: { mostPossible, offer }, onUse }: NearestProps): JSX.Element {
  if (!offer) return <p class="quiet">{tn("series.most_possible", mostPossible)}</p>;
  return (
    <>
      <p>
        {t("series.nearest")} <strong>{offerSaid(offer, desk.location.zone)}</strong>.
      </p>
      <button type="button" class="second" onClick={() => onUse(offer)}>
        {t("series.use_offer")}
      </button>
      <Dates dates={offer.plan.starts.map((starts_at) => ({ starts_at }))} />
    </>
  );
}
