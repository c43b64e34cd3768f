// The form in the card that books one appointment: service, a week of times, the person.

import type { JSX, TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import type { Known } from "../booking/booking-choice";
import { BookingButtons } from "../booking/booking-form";
import { PersonFields, personOf, personSent } from "../booking/person-fields";
import { Reason } from "../booking/reason-field";
import { useSubmit } from "../booking/use-submit";
import { useWeek } from "../booking/use-week";
import { WeekChoice } from "../booking/week-choice";
import { type DeskService, desk } from "../desk";
import { servicesHere } from "../sheet";
import { Field, options } from "../ui/field";
import { useFocusOnceShown, within } from "../ui/focus";
import { t } from "../words";

export interface BookOneProps {
  given: Known;
  onDone: (appointment: Schemas["StaffAppointmentView"] | null) => void;
  /** Plan a series for this person instead. */
  onSeries: (given: Known) => void;
}

/** The service that was asked for, if this location offers it. */
const firstService = ({ serviceId }: Known): DeskService | undefined =>
  servicesHere().find((each) => each.service_id === serviceId) ?? servicesHere()[0];

export function BookOne({ given, onDone, onSeries }: BookOneProps): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const find = (selector: string) => within(form, selector);
  const focusSoon = useFocusOnceShown();
  const [person, setPerson] = useState(() => personOf(given));
  const [service, setService] = useState(() => firstService(given));
  const [startsAt, setStartsAt] = useState<string | null>(null);
  const [told, tell] = useState("");
  const week = useWeek(service, tell);
  const start = week.days.flatMap((each) => each.starts).find(({ at }) => at === startsAt);
  const chosen = {
    choice: { serviceId: service?.service_id ?? "" },
    start,
    bay: "",
    reload: async () => void (await week.go(week.first)),
  };
  const about = () => ({
    ...personSent(person, Boolean(service?.escort)),
    request_id: given.requestId,
    callback_id: given.callbackId,
  });
  const sending = useSubmit({ chosen, about, tell, done: onDone, focusSoon, find });
  const { busy, wrong, reason, setReason, submit } = sending;

  async function open(wanted: DeskService | undefined): Promise<void> {
    await week.goToFirstFree(wanted);
    focusSoon(() => find("[data-time][tabindex='0']")() ?? find(".turner button:enabled")());
  }

  useLayoutEffect(() => {
    form.current?.focus(); // until the times are there
    open(service);
  }, []);

  function chooseService(id: string): void {
    const wanted = desk.service(id);
    setService(wanted);
    setReason(null);
    week.goToFirstFree(wanted);
  }

  function chooseTime(at: string): void {
    setStartsAt(at);
    setReason(null);
    focusSoon(find(given.name ? "[type=submit]" : ".fields input"));
  }

  function leave(event: TargetedKeyboardEvent<HTMLFormElement>): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onDone(null);
  }

  return (
    <form class="stack" noValidate tabIndex={-1} ref={form} onSubmit={submit} onKeyDown={leave}>
      <Service service={service} wrong={wrong.service_id} onChoose={chooseService} />
      <WeekChoice
        first={week.first}
        days={week.days}
        chosen={startsAt}
        onChoose={chooseTime}
        onWeek={week.go}
      />
      <PersonFields
        {...{ person, wrong }}
        needsEscort={Boolean(service?.escort)}
        onChange={setPerson}
      />
      <Reason reason={reason} wrong={wrong.override} onChange={setReason} />
      <p class="wrong" role="alert" tabIndex={-1}>
        {told}
      </p>
      <BookingButtons
        busy={busy}
        start={start}
        onBack={() => onDone(null)}
        onSeries={() => onSeries({ ...given, ...about(), serviceId: service?.service_id })}
      />
    </form>
  );
}

interface ServiceProps {
  service: DeskService | undefined;
  wrong: string | undefined;
  onChoose: (id: string) => void;
}

const Service = ({ service, wrong, onChoose }: ServiceProps): JSX.Element => (
  <Field
    label={t("booking.service")}
    wrong={wrong}
    control={(control) => (
      <select
        {...control}
        value={service?.service_id}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options(servicesHere().map((each) => [each.service_id, each.name]))}
      </select>
    )}
  />
);
