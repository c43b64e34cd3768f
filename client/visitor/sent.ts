// What the form hands over to the script that books.

import type { Schemas } from "../shared/api";

export type Receipt = Schemas["Receipt"];

/** What went into the form. */
export interface Sent {
  service_id: string;
  /** The service's name, as it was chosen. */
  service: string;
  name: string;
  /** Who would come in, if that is somebody else. */
  on_behalf_of?: string;
  /** They said that whoever would come in is 18 or over. */
  is_adult?: boolean;
  phone?: string;
  email?: string;
}

/** What was sent, and what came back for it. */
export interface SentEvent {
  sent: Sent;
  receipt: Receipt;
  /** The time that was chosen beside the form; none is "". */
  start: string;
}

export const SENT = "frontdesk:sent";
