// An appointment, as its visitor sees it.

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Schemas } from "../shared/api";
import { PhoneLink } from "../shared/contact-links";
import { phoneSaid } from "../shared/phone";
import { clock } from "../shared/time";
import { calendarFile } from "./calendar-file";
import { READER, t } from "./page";
import type { Place, Service } from "./places";
import { ownTimeAndZone, saidWhen } from "./said-times";

export type Appointment = Schemas["AppointmentView"];

export interface AppointmentProps {
  appointment: Appointment;
  place: Place;
}

/** "Tuesday, November 24, 2:00 pm EST", by the location's clock. */
export const whenAt = (start: string, place: Place): string =>
  saidWhen(start, place.zone, READER.locale);

export const Fact = (props: { name: string; children: ComponentChildren }): JSX.Element => (
  <div>
    <dt>{props.name}</dt>
    <dd>{props.children}</dd>
  </div>
);

export interface FactsProps extends AppointmentProps {
  service: Pick<Service, "name">;
}

export function AppointmentFacts({ appointment, place, service }: FactsProps): JSX.Element {
  const { starts_at, ends_at } = appointment;
  const own = ownTimeAndZone(starts_at, place.zone, READER);
  return (
    <dl class="facts">
      <Fact name={t("visit.when")}>
        <span class="when">{whenAt(starts_at, place)}</span>
        <small>{t("visit.until", { time: clock(ends_at, place.zone, READER.locale) })}</small>
        {own && <small>{t("book.own_time", { time: own })}</small>}
      </Fact>
      <Fact name={t("visit.service")}>{service.name}</Fact>
      <Fact name={t("visit.where")}>
        <span>{place.name}</span>
        <small>{place.address.join(", ")}</small>
      </Fact>
      <Fact name={t("visit.phone")}>
        <PhoneLink phone={place.phone} class="phone" />
      </Fact>
    </dl>
  );
}

/** To the calendar, and to the printer. */
export function AppointmentKeepers({ appointment, place }: AppointmentProps): JSX.Element {
  const href = useFile(appointment, place);
  return (
    <div class="row">
      <a class="second button" href={href} download="appointment.ics">
        {t("visit.calendar")}
      </a>
      <button type="button" class="second" data-print="" onClick={() => window.print()}>
        {t("visit.print")}
      </button>
    </div>
  );
}

/** The address of its calendar file, for as long as this is shown. */
function useFile(appointment: Appointment, place: Place): string | undefined {
  const [address, setAddress] = useState<string>();
  useLayoutEffect(() => {
    const words = {
      title: t("visit.calendar_title", { place: place.name }),
      place: [place.name, ...place.address].join(", "),
      text: t("visit.calendar_text", { phone: phoneSaid(place.phone) }),
    };
    const text = calendarFile(appointment, words, Date.now());
    const made = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [appointment, place]);
  return address;
}
