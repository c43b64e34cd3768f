// The form that plans a series, or moves the rest of one.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { addDays, localDate } from "../../shared/time";
import { AskedByField } from "../asked-by-field";
import { type KnownPerson, PersonFields, personOf, personSent } from "../booking/person-fields";
import { Reason } from "../booking/reason-field";
import { desk } from "../desk";
import { useFirstFocus, useFocusOnceShown, within } from "../ui/focus";
import { t, tn } from "../words";
import { BookedSeries } from "./booked-series";
import type { Offer } from "./plan";
import { goingOf, PlanPreview } from "./plan-preview";
import { useBookSeries } from "./use-book-series";
import { type Preview, usePlan } from "./use-plan";
import { sentWish, type TypedWish, typedWish, usualWish } from "./wish";
import { seriesServices, WishFields } from "./wish-fields";

/** What is known before anybody plans. */
export interface PlannerGiven extends KnownPerson {
  requestId?: string;
  /** The call from whose card this is booked; it is closed by that. */
  callbackId?: string;
  serviceId?: string;
  /** The rest of this series is moved. */
  rest?: { seriesId: string; count: number; serviceId: string };
}

export interface PlanSeriesProps {
  given: PlannerGiven;
  keep: (series: Schemas["SeriesView"]) => void;
  close: () => void;
}

const USUAL_COUNT = 6;

/** Where a plan is asked for, and where it is booked. */
function pathsOf({ rest }: PlannerGiven): { plan: string; book: string } {
  if (rest) {
    const series = `series/${rest.seriesId}`;
    return { plan: `${series}/plan`, book: `${series}/reschedule` };
  }
  const series = `locations/${desk.location.location_id}/series`;
  return { plan: `${series}/plan`, book: series };
}

/** The service of the series: the one that was named, if it comes in series. */
function firstService({ serviceId, rest }: PlannerGiven): string {
  const offered = seriesServices().map(([id]) => id);
  const wanted = serviceId ?? rest?.serviceId;
  return offered.find((id) => id === wanted) ?? offered[0] ?? "";
}

function firstWish({ rest }: PlannerGiven): TypedWish {
  const tomorrow = addDays(localDate(Date.now(), desk.location.zone), 1);
  return usualWish(rest?.count ?? USUAL_COUNT, tomorrow);
}

export function PlanSeries({ given, keep, close }: PlanSeriesProps): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const isRest = given.rest !== undefined;
  const [serviceId, setServiceId] = useState(() => firstService(given));
  const [wish, setWish] = useState(() => firstWish(given));
  const [person, setPerson] = useState(() => personOf(given));
  const [askedBy, setAskedBy] = useState("");
  const focusSoon = useFocusOnceShown();
  const paths = pathsOf(given);
  const bodyOf = (typed: TypedWish) =>
    isRest
      ? { wish: sentWish(typed, ["count"]) }
      : { service_id: serviceId, wish: sentWish(typed) };
  const plan = usePlan(paths.plan, () => bodyOf(wish));
  const marked = () => focusSoon(within(form, "[aria-invalid=true]"));
  const booking = useBookSeries({ path: paths.book, plan, keep, marked });
  const theFirst = () => within(form, ".wishes .field:not([hidden]) input")();
  useFirstFocus(theFirst);

  function changed(act: () => void): void {
    act();
    plan.lookSoon();
  }

  function use({ wish: offered }: Offer): void {
    const typed = typedWish(offered);
    setWish(typed);
    plan.look(bodyOf(typed));
    focusSoon(theFirst); // the button that was pressed goes
  }

  function submit(event: Event): void {
    event.preventDefault();
    const from = { request_id: given.requestId, callback_id: given.callbackId };
    const asked = { asked_by: askedBy || undefined };
    booking.book({
      ...bodyOf(wish),
      ...(isRest ? asked : { ...personSent(person, true), ...from }),
    });
  }

  const { preview } = plan;
  const wrong = { ...(preview.kind === "refused" ? preview.wrong : {}), ...booking.wrong };
  if (booking.booked) return <BookedSeries {...booking.booked} isRest={isRest} close={close} />;
  return (
    <form class="stack planner" noValidate ref={form} onSubmit={submit}>
      {isRest && <AskedByField onChange={setAskedBy} />}
      <div class="plan-halves">
        <WishFields
          {...{ serviceId, wish, wrong, isRest }}
          onService={(id) => changed(() => setServiceId(id))}
          onWish={(typed) => changed(() => setWish(typed))}
        />
        <PlanPreview preview={preview} onUse={use} />
      </div>
      {!isRest && <PersonFields {...{ person, wrong }} needsEscort onChange={setPerson} />}
      <Reason reason={booking.reason} wrong={wrong.override} onChange={booking.setReason} />
      <p class="wrong" role="alert">
        {booking.told}
      </p>
      <Buttons preview={preview} busy={booking.busy} isRest={isRest} onBack={close} />
    </form>
  );
}

interface ButtonsProps {
  preview: Preview;
  busy: boolean;
  isRest: boolean;
  onBack: () => void;
}

function Buttons({ preview, busy, isRest, onBack }: ButtonsProps): JSX.Element {
  const going = preview.kind === "dates" ? goingOf(preview.dates) : 0;
  const dates = tn("series.dates", going);
  const words =
    preview.kind === "dates"
      ? t(isRest ? "series.move_dates" : "series.book_dates", { dates })
      : t(isRest ? "series.move" : "series.book");
  return (
    <div class="buttons">
      <button type="button" class="second" onClick={onBack}>
        {t("common.back")}
      </button>
      <button type="submit" class="first" disabled={busy || going === 0}>
        {words}
      </button>
    </div>
  );
}
