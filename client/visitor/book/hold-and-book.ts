// After the request, or when invited: choose a time, have it held, book it. Nothing is asked twice.

import { type Signal, signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { type Ending, endingOf } from "../../shared/ending";
import { type Attempt, attempt } from "../../shared/keys";
import type { Answer, ask, Clinic, Refused } from "../ask";
import type { Named } from "../named";
import { type Place, placeOf, type Service, serviceOf } from "../places";
import { FreeTimes } from "../times/free-times";
import type { Booker, Call } from "./booker";

type Appointment = Schemas["AppointmentView"];

export interface Hold {
  start: string;
  token: string;
  /** When it lapses, in milliseconds of this browser's clock. */
  ends: number;
}

/** What is to be said beside the free times, of a start perhaps. */
export interface Told {
  what: "times.just_taken" | "times.not_offered" | "times.too_many" | "times.too_many_shared";
  start: string;
}

/** What went wrong. */
export type Wrong = "book.no_answer" | "book.failed" | "book.too_many" | "times.wrong";

/** Why it can't be booked online by whoever tries to. */
export type Closed = "book.not_online" | "book.request_first";

const CLOSED: Record<string, Closed> = {
  "not-bookable-online": "book.not_online",
  "request-first": "book.request_first",
};

export type Step =
  | { name: "offer" | "choose" | "join" | "over" }
  | { name: "joined"; entry: Named }
  | { name: "holding"; start: string }
  | { name: "held"; hold: Hold; escort: boolean; adults: boolean }
  | { name: "lapsed"; start: string }
  | { name: "closed"; why: Closed }
  | { name: "unsure"; why: Wrong; again(): Promise<void>; isBooking: boolean; mayChoose: boolean }
  | { name: "booked"; appointment: Appointment; place: Place; service: Pick<Service, "name"> };

export interface Server {
  ask: typeof ask;
  clinic(): Promise<Clinic>;
  language: string;
}

export class Booking {
  readonly step: Signal<Step> = signal<Step>({ name: "offer" });
  readonly told: Signal<Told | null> = signal<Told | null>(null);
  readonly busy = signal(false);
  readonly place: Place;
  readonly times: FreeTimes;
  /** Starts whose hold may have worked, though no answer said so. */
  readonly perhapsHeld = new Set<string>();
  escort = "";
  /** They said that whoever comes in is 18 or over. */
  isAdult: boolean;
  /** It has to be said, and was not. */
  readonly isAdultMissing = signal(false);
  /** It may be booked, though no answer said so. */
  private perhapsBooked = false;
  private readonly holds = new Map<string, Hold>();
  private readonly attempts = new Map<string, Attempt>();

  constructor(
    readonly booker: Booker,
    private readonly server: Server,
  ) {
    this.place = booker.place;
    this.isAdult = booker.isAdult;
    this.times = new FreeTimes(this.place.zone, booker.days, this.holds, this.perhapsHeld);
  }

  /** Shows the times that are free now, with what is to be said about one of them. */
  async choose(told: Told | null = null): Promise<void> {
    for (const [each, hold] of this.holds) if (hold.ends <= Date.now()) this.holds.delete(each);
    this.told.value = null;
    this.step.value = { name: "choose" };
    await this.times.begin();
    this.told.value = told;
  }

  /** Shows the free times; the one that was held is let go first, so that it is among them. */
  async chooseOther({ start }: Hold): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    await this.letGo(start);
    this.busy.value = false;
    await this.choose();
  }

  /** Has a time held; one that is held already is shown again. Others are let go. */
  async hold(start: string): Promise<void> {
    if (this.busy.value) return;
    const held = this.holds.get(start);
    if (held && held.ends > Date.now()) return this.held(held);
    this.busy.value = true;
    this.step.value = { name: "holding", start };
    const sending = this.attemptAt(start);
    const again = (): Promise<void> => this.hold(start);
    try {
      const call = this.booker.hold(start);
      const answer = await this.asks<Schemas["HoldView"]>(call, sending.key());
      this.note(start, sending.ended(answer.status));
      this.busy.value = false;
      if (!answer.ok) return this.notHeld(start, answer);
      const { hold_token: token, held_seconds } = answer.said;
      const hold = { start, token, ends: Date.now() + held_seconds * 1000 };
      for (const other of [...this.holds.keys()]) void this.letGo(other);
      this.holds.set(start, hold);
      await this.held(hold);
    } catch {
      this.note(start, sending.ended(0));
      this.busy.value = false;
      this.unsure({ why: "book.no_answer", again });
    }
  }

  /** Says that a hold has run out. */
  lapsed({ start }: Hold): void {
    this.holds.delete(start);
    this.step.value = { name: "lapsed", start };
  }

  /** Books a time that is held. */
  async book(hold: Hold): Promise<void> {
    if (this.busy.value) return;
    const { value: step } = this.step;
    this.isAdultMissing.value = step.name === "held" && step.adults && !this.isAdult;
    if (this.isAdultMissing.value) return;
    this.busy.value = true;
    const again = (): Promise<void> => this.book(hold);
    try {
      const { path, ...how } = this.booker.book(hold.token, this.escort, this.isAdult);
      const answer = await this.server.ask<Appointment>("POST", path, how);
      this.busy.value = false;
      const ending = endingOf(answer.status, this.perhapsBooked);
      this.perhapsBooked = ending === "unknown";
      if (answer.ok) return this.booked(answer.said);
      if (answer.kind === "hold-lost") return this.lapsed(hold);
      if (answer.kind === "invitation-over") return this.over();
      const closed = CLOSED[answer.kind];
      if (closed) return this.closed(closed);
      const isTooMany = answer.kind === "too-many-bookings";
      const why = isTooMany ? "book.too_many" : WRONG[ending];
      this.unsure({ why, again, isBooking: true, mayChoose: ending !== "unknown" });
    } catch {
      // Perhaps it is booked, and only the answer was lost: asked again, it is the same appointment.
      this.busy.value = false;
      this.perhapsBooked = true;
      this.unsure({ why: "book.no_answer", again, isBooking: true, mayChoose: false });
    }
  }

  /** Asks what they would wait for. */
  join(): void {
    this.step.value = { name: "join" };
  }

  /** Says that they wait from now on, and shows the way to their entry. */
  joined(entry: Named): void {
    this.step.value = { name: "joined", entry };
  }

  /** Sends a call with its key. */
  asks<T>({ path, body, headers }: Call, key: string): Promise<Answer<T>> {
    return this.server.ask<T>("POST", path, {
      body,
      headers: { "Idempotency-Key": key, ...headers },
    });
  }

  private closed(why: Closed): void {
    this.step.value = { name: "closed", why };
  }

  private over(): void {
    this.step.value = { name: "over" };
  }

  /** The same key goes with each try of one time: a lost answer is found again. */
  private attemptAt(start: string): Attempt {
    const sending = this.attempts.get(start) ?? attempt();
    this.attempts.set(start, sending);
    return sending;
  }

  private note(start: string, isEndKnown: boolean): void {
    if (isEndKnown) this.perhapsHeld.delete(start);
    else this.perhapsHeld.add(start);
  }

  /** Lets a hold go; true if its time is free again. If not, it runs out, and is shown as held. */
  private async letGo(start: string): Promise<boolean> {
    const hold = this.holds.get(start);
    if (!hold) return false;
    try {
      const body = { hold_token: hold.token };
      const { ok } = await this.server.ask("POST", "holds/release", { body });
      if (ok) this.holds.delete(start);
      return ok;
    } catch {
      return false;
    }
  }

  /** Of too many holds those of this page are let go; then there may be room for one. */
  private async heldTooMany(start: string): Promise<void> {
    const gone = await Promise.all([...this.holds.keys()].map((each) => this.letGo(each)));
    if (gone.includes(true)) return this.hold(start);
    return this.choose({ what: "times.too_many", start });
  }

  private notHeld(start: string, { kind, status, said }: Refused): Promise<void> | undefined {
    if (kind === "time-taken" || kind === "time-not-bookable") {
      this.holds.delete(start);
      this.times.take(start);
      const what = kind === "time-taken" ? "times.just_taken" : "times.not_offered";
      return this.choose({ what, start });
    }
    if (kind === "invitation-over") {
      this.over();
      return undefined;
    }
    const closed = CLOSED[kind];
    if (closed) {
      this.closed(closed);
      return undefined;
    }
    if (kind === "too-many-holds") {
      // Behind one address there may be many people: of theirs, nothing here can be let go.
      if (said.limited_to === "browser") return this.heldTooMany(start);
      return this.choose({ what: "times.too_many_shared", start });
    }
    this.unsure({ why: WRONG[endingOf(status)], again: () => this.hold(start) });
    return undefined;
  }

  private async held(hold: Hold): Promise<void> {
    const known = await this.server.clinic().catch(() => null);
    const service = known && this.serviceIn(known, this.booker.service.id);
    const adults = Boolean(service?.adults) && !this.booker.isAdult;
    this.step.value = { name: "held", hold, escort: service?.escort ?? false, adults };
  }

  private async booked(appointment: Appointment): Promise<void> {
    const known = await this.server.clinic().catch(() => null);
    const place = (known && placeOf(known, appointment.location_id)) ?? this.place;
    const service = known
      ? this.serviceIn(known, appointment.service_id)
      : { name: this.booker.service.name };
    this.step.value = { name: "booked", appointment, place, service };
  }

  private serviceIn(known: Clinic, id: string): Service {
    return serviceOf(known, id, this.server.language);
  }

  /** The same once more; or another time, unless this one may be booked: two is one too many. */
  private unsure(step: {
    why: Wrong;
    again(): Promise<void>;
    isBooking?: boolean;
    mayChoose?: boolean;
  }): void {
    this.step.value = { name: "unsure", isBooking: false, mayChoose: true, ...step };
  }
}

/** Of a refusal it is known that nothing was done, unless a try before may have been. */
const WRONG: Record<Ending, Wrong> = {
  kept: "book.failed",
  refused: "times.wrong",
  earlier: "times.wrong",
  unknown: "book.failed",
};
