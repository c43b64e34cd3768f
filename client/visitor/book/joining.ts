// Joins the waitlist, once, however often it has to be sent.

import { signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { attempt, isOpen } from "../../shared/keys";
import type { Refused } from "../ask";
import type { Booking } from "./hold-and-book";

type Wish = Schemas["WaitlistEntryView"]["wish"];

/** What is to be changed, or went wrong; "" while nothing did. */
export type Wrong =
  | ""
  | "wait.days_missing"
  | "wait.until_wrong"
  | "wait.not_met"
  | "wait.adult_missing"
  | "wait.not_online"
  | "wait.request_first"
  | "wait.too_many"
  | "wait.no_answer"
  | "wait.wrong";

export class Joining {
  readonly wrong = signal<Wrong>("");
  readonly busy = signal(false);
  private readonly sending = attempt();

  constructor(private readonly booking: Booking) {}

  /** Sends a wish; `last` is the last date that can be booked. */
  async send(wish: Wish, last: string): Promise<void> {
    if (this.busy.value) return;
    this.wrong.value = "";
    const found = problemOf(wish, last);
    if (found) {
      this.wrong.value = found;
      return;
    }
    this.busy.value = true;
    try {
      await this.carryOut(wish);
    } catch {
      this.sending.ended(0);
      this.wrong.value = "wait.no_answer";
    }
    this.busy.value = false;
  }

  private async carryOut(wish: Wish): Promise<void> {
    const call = this.booking.booker.wait?.(wish);
    if (!call) return;
    const answer = await this.booking.asks<Schemas["WaitlistEntryView"]>(call, this.sending.key());
    this.sending.ended(answer.status);
    if (!answer.ok) this.wrong.value = whatWentWrong(answer);
    else this.booking.joined({ id: answer.said.entry_id, token: answer.said.token ?? "" });
  }
}

/** What is to be changed before it is sent. */
function problemOf({ weekdays, first_day, last_day }: Wish, last: string): Wrong {
  if (!weekdays?.length) return "wait.days_missing";
  return last_day < first_day || last_day > last ? "wait.until_wrong" : "";
}

function whatWentWrong({ status, kind, said }: Refused): Wrong {
  const fields = said.errors?.map(({ field }) => field) ?? [];
  if (status === 422) return fields.includes("is_adult") ? "wait.adult_missing" : "wait.not_met";
  if (kind === "not-bookable-online") return "wait.not_online";
  if (kind === "request-first") return "wait.request_first";
  if (kind === "too-many-waitlist-entries") return "wait.too_many";
  return isOpen(status) ? "wait.no_answer" : "wait.wrong";
}
