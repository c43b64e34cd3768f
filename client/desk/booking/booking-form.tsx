// The form that books an appointment.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { clock, day } from "../../shared/time";
import { desk } from "../desk";
import { openPlanner } from "../planner";
import type { Start } from "../sheet";
import type { Opened } from "../ui/dialog";
import { useFirstFocus, useFocusOnceShown, within } from "../ui/focus";
import { t } from "../words";
import type { Choice, Known } from "./booking-choice";
import { PersonFields, personOf, personSent } from "./person-fields";
import { Reason } from "./reason-field";
import { QuickDays, TimeChoice } from "./time-choice";
import { useBookingChoice } from "./use-booking";
import { useSubmit } from "./use-submit";
import { WhatAndWhen } from "./what-and-when";

export interface BookingFormProps {
  given: Known;
  dialog: Opened<Schemas["StaffAppointmentView"]>;
}

export function BookingForm({ given, dialog }: BookingFormProps): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const find = (selector: string) => within(form, selector);
  const focusSoon = useFocusOnceShown();
  const [person, setPerson] = useState(() => personOf(given));
  const [told, tell] = useState("");
  const chosen = useBookingChoice(given, tell, () => {
    if (given.name) focusSoon(() => find(".times input:checked")() ?? find(".times input")());
  });
  const { choice, start, bay } = chosen;
  const needsEscort = Boolean(chosen.service?.escort);
  const about = () => ({
    ...personSent(person, needsEscort),
    request_id: given.requestId,
    callback_id: given.callbackId,
    waitlist_entry_id: given.waitlistEntryId,
  });
  const sending = useSubmit({ chosen, about, tell, done: dialog.close, focusSoon, find });
  const { busy, wrong, reason, setReason, submit } = sending;
  useFirstFocus(() => (given.name ? null : find("fieldset input")()));

  /** Another time may need no reason. */
  function choose(changed: Partial<Choice>): void {
    if (changed.startsAt || changed.serviceId) setReason(null);
    chosen.choose(changed);
  }

  async function planSeries(): Promise<void> {
    const series = await openPlanner({ ...given, ...personSent(person, needsEscort) });
    if (series) dialog.close(series.appointments[0]);
  }

  return (
    <form class="stack booking" noValidate ref={form} onSubmit={submit}>
      <PersonFields {...{ person, needsEscort, wrong }} onChange={setPerson} />
      <WhatAndWhen {...{ choice, start, bay, wrong }} onChoose={choose} />
      <QuickDays days={chosen.days} chosen={choice.date} onChoose={(date) => choose({ date })} />
      <TimeChoice
        starts={chosen.starts}
        chosen={start?.at}
        date={chosen.shownDate}
        onChoose={(startsAt) => choose({ startsAt })}
      />
      <Reason reason={reason} wrong={wrong.override} onChange={setReason} />
      <p class="wrong" role="alert" tabIndex={-1}>
        {told}
      </p>
      <BookingButtons
        busy={busy}
        start={start}
        isWalkIn={given.isWalkIn}
        onBack={() => dialog.close()}
        onSeries={given.seriesAllowed ? planSeries : undefined}
      />
    </form>
  );
}

interface ButtonsProps {
  busy: boolean;
  start: Start | undefined;
  isWalkIn?: boolean | undefined;
  onBack: () => void;
  onSeries: (() => void) | undefined;
}

export function BookingButtons({
  busy,
  start,
  isWalkIn,
  onBack,
  onSeries,
}: ButtonsProps): JSX.Element {
  const { zone } = desk.location;
  return (
    <div class="buttons">
      {onSeries && (
        <button type="button" class="second left" onClick={onSeries}>
          {t("booking.series_instead")}
        </button>
      )}
      <button type="button" class="second" onClick={onBack}>
        {t("common.back")}
      </button>
      <button type="submit" class="first" disabled={busy || !start}>
        {start
          ? t(isWalkIn ? "booking.book_walk_in" : "booking.book_at", {
              day: day(start.at, zone),
              time: clock(start.at, zone),
            })
          : t("booking.book")}
      </button>
    </div>
  );
}
