// Appointments, requests and places on the waitlist of whoever proved to be their owner.

import type { ComponentChildren, JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { PhoneLink } from "../../shared/contact-links";
import { clock } from "../../shared/time";
import { whenAt } from "../appointment";
import { addressOf } from "../links";
import { LANGUAGE, READER, t } from "../page";
import { Around, Press } from "../parts";
import { type Place, placeOf, serviceOf } from "../places";
import { saidDay, saidPromise } from "../said-times";
import type { OwnThings, Things } from "./own-things";

export interface ListThingsProps {
  own: OwnThings;
  things: Things;
  /** They are shown until then. */
  until: string;
}

type Clinic = Schemas["ClinicView"];

export function ListThings({ own, things, until }: ListThingsProps): JSX.Element {
  const { appointments, requests, waitlist, do_not_contact } = things;
  const clinic = own.known;
  const isNothing = !appointments.length && !requests.length && !waitlist.length;
  return (
    <>
      {isNothing && !do_not_contact && (
        <>
          <p>{t("mine.nothing")}</p>
          <p class="hint">{t("mine.nothing_hint")}</p>
        </>
      )}
      {clinic && (
        <>
          <Part title="mine.appointments" of={appointments}>
            {(each) => <OneAppointment key={each.appointment_id} of={each} clinic={clinic} />}
          </Part>
          <Part title="mine.requests" of={requests}>
            {(each) => <OneRequest key={each.request_id} of={each} clinic={clinic} />}
          </Part>
          <Part title="mine.waitlist" of={waitlist}>
            {(each) => <OnePlace key={each.entry_id} of={each} clinic={clinic} />}
          </Part>
        </>
      )}
      {do_not_contact && <LeftAlone own={own} />}
      <p class="hint">{t("mine.seen_until", { time: clock(until, READER.zone, READER.locale) })}</p>
      <button type="button" class="second" onClick={() => own.close()}>
        {t("mine.close")}
      </button>
    </>
  );
}

interface PartProps<T> {
  title: string;
  of: T[];
  children(each: T): JSX.Element;
}

function Part<T>({ title, of, children }: PartProps<T>): JSX.Element | null {
  if (!of.length) return null;
  return (
    <section>
      <h2>{t(title)}</h2>
      <ul class="things">{of.map(children)}</ul>
    </section>
  );
}

interface OneProps<T> {
  of: T;
  clinic: Clinic;
}

function OneAppointment({ of, clinic }: OneProps<Schemas["AppointmentView"]>): JSX.Element {
  const place = knownPlace(clinic, of.location_id);
  const named = { id: of.appointment_id, token: of.manage_token ?? "" };
  return (
    <li>
      <b class="when">{whenAt(of.starts_at, place)}</b>
      <span>{serviceOf(clinic, of.service_id, LANGUAGE).name}</span>
      <span>
        {place.name}, {place.address.join(", ")}
      </span>
      <a href={addressOf("manage", named)}>
        <About what="mine.open_appointment">{whenAt(of.starts_at, place)}</About>
      </a>
    </li>
  );
}

function OneRequest({ of, clinic }: OneProps<Schemas["GivenRequest"]>): JSX.Element {
  const { location, reference } = of;
  const named = { id: of.request_id, token: of.visitor_token };
  return (
    <li>
      <Promised of={of} />
      <span>{serviceOf(clinic, of.service_id, LANGUAGE).name}</span>
      <span>{location.name}</span>
      <span>{t("mine.reference", { reference })}</span>
      <a href={addressOf("receipt", named)}>
        <About what="mine.open_request">{reference}</About>
      </a>
    </li>
  );
}

/** What was promised, as the receipt says it. */
function Promised({ of }: { of: Schemas["GivenRequest"] }): JSX.Element {
  const { location } = of;
  if (of.at_any_hour) return <b class="when">{t("receipt.at_any_hour")}</b>;
  const by = saidPromise(of.respond_by, location.zone, READER.locale);
  if (Date.parse(of.respond_by) > Date.now())
    return (
      <b class="when">{t(of.phone_understood ? "receipt.call_by" : "receipt.write_by", { by })}</b>
    );
  if (of.front_desk)
    return (
      <span>
        {t("mine.overdue_in_danger", { by })}{" "}
        {of.front_desk.is_open && <PhoneLink phone={location.phone} class="phone" />}{" "}
        {location.name}: {of.front_desk.said}
      </span>
    );
  return (
    <span>
      <Around text="mine.overdue" hole="phone" values={{ by }}>
        <PhoneLink phone={location.phone} class="phone" />
      </Around>
    </span>
  );
}

function OnePlace({ of, clinic }: OneProps<Schemas["WaitlistEntryView"]>): JSX.Element {
  const place = knownPlace(clinic, of.location_id);
  const service = serviceOf(clinic, of.service_id, LANGUAGE).name;
  const [first, last] = [of.wish.first_day, of.wish.last_day].map(dateSaid);
  return (
    <li>
      <b class="when">{first === last ? first : t("mine.wish", { first, last })}</b>
      <span>{service}</span>
      <span>{place.name}</span>
      {of.offer ? <Offered offer={of.offer} place={place} /> : <span>{t("mine.waiting")}</span>}
      {of.token && (
        <a href={addressOf("waitlist", { id: of.entry_id, token: of.token })}>
          <About what="mine.open_place">{service}</About>
        </a>
      )}
    </li>
  );
}

function Offered(props: { offer: Schemas["OfferView"]; place: Place }): JSX.Element {
  const { offer, place } = props;
  const values = { when: whenAt(offer.starts_at, place), until: whenAt(offer.held_until, place) };
  return <span>{t("mine.offered", values)}</span>;
}

function LeftAlone({ own }: { own: OwnThings }): JSX.Element {
  return (
    <section>
      <h2>{t("mine.left_alone")}</h2>
      <p>{t("mine.left_alone_text")}</p>
      <Press class="second" busy={t("mine.loading")} onPress={() => own.contactAgain()}>
        {t("mine.contact_again")}
      </Press>
    </section>
  );
}

/** The words of a link, which for whoever hears them alone say which of several it opens. */
const About = (props: { what: string; children: ComponentChildren }): JSX.Element => (
  <>
    {t(props.what)}
    <span class="unseen">: {props.children}</span>
  </>
);

const dateSaid = (day: string): string => saidDay(`${day}T12:00:00Z`, "UTC", READER.locale);

/** A location that is not listed any more goes by its id. */
const knownPlace = (clinic: Clinic, id: string): Place =>
  placeOf(clinic, id) ?? { location_id: id, name: id, zone: READER.zone, phone: "", address: [] };
