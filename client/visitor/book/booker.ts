// Who books, and what the API is asked for them: by the request that they sent, or by an invitation.

import type { Schemas } from "../../shared/api";
import type { ask } from "../ask";
import type { Named } from "../named";
import type { Place } from "../places";
import type { Receipt, Sent } from "../sent";
import { daysAt, daysOf } from "../times/fetch-days";
import type { FetchDays } from "../times/free-times";

export interface Call {
  path: string;
  body: object;
  headers: Record<string, string>;
}

export interface Booker {
  place: Place;
  /** The service's id, and its name as it was chosen. */
  service: { id: string; name: string };
  days: FetchDays;
  /** Has a time held. */
  hold(start: string): Call;
  /** It was said before that whoever comes in is 18 or over. */
  isAdult: boolean;
  /** Books what is held; nothing is typed but who comes along, and that they are an adult. */
  book(token: string, escort: string, isAdult: boolean): Call;
  /** Waits for a time; those who are invited call instead. */
  wait?(wish: Schemas["WaitlistEntryView"]["wish"]): Call;
}

type Asking = typeof ask;

const tongue = (language: string): "en" | "es" => (language === "es" ? "es" : "en");

/** Whoever sent a request, and has its receipt. */
export function requestBooker(
  sent: Sent,
  receipt: Receipt,
  asking: Asking,
  language: string,
): Booker {
  const place = { ...receipt.location, address: [] };
  const { service_id } = sent;
  const { location_id } = place;
  const { request_id } = receipt;
  const headers = { "Request-Token": receipt.visitor_token };
  const person = { ...personOf(sent), request_id, language: tongue(language) };
  const isAdult = sent.is_adult ?? false;
  return {
    place,
    service: { id: service_id, name: sent.service },
    days: daysOf(asking, location_id, service_id),
    hold: (starts_at) => ({
      path: "holds",
      body: { location_id, service_id, starts_at, request_id },
      headers,
    }),
    isAdult,
    book: (hold_token, escort, isConfirmed) => ({
      path: "appointments",
      body: { hold_token, ...person, ...adult(isConfirmed), ...escortOf(escort) },
      headers,
    }),
    wait: (wish) => ({
      path: "waitlist",
      body: { location_id, service_id, wish, ...person, ...adult(isAdult) },
      headers,
    }),
  };
}

function personOf({ name, on_behalf_of: other, phone, email }: Sent) {
  return { name: other ?? name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

const adult = (isAdult: boolean) => (isAdult ? { is_adult: true } : {});

function escortOf(typed: string): { escort_name?: string } {
  const escort_name = typed.trim();
  return escort_name ? { escort_name } : {};
}

/** Whoever has the link of an invitation: the person is the one whom the clinic invited. */
export function invitedBooker(
  { id, token }: Named,
  place: Place,
  service: Booker["service"],
  asking: Asking,
  language: string,
): Booker {
  const path = `invitations/${id}`;
  const headers = { "Manage-Token": token };
  return {
    place,
    service,
    days: daysAt(asking, `${path}/availability`, "", headers),
    hold: (starts_at) => ({ path: `${path}/holds`, body: { starts_at }, headers }),
    isAdult: false,
    book: (hold_token, escort, isConfirmed) => ({
      path: `${path}/book`,
      body: {
        hold_token,
        language: tongue(language),
        ...adult(isConfirmed),
        ...escortOf(escort),
      },
      headers,
    }),
  };
}
