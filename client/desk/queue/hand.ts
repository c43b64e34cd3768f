// A callback in hand, as the screen shows it.

import { type Signal, signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import type { Ended, Lease } from "./lease";

type CallbackCard = Schemas["CallbackCard"];

/** A card whose claim is ours. */
export type HeldCard = CallbackCard & { claim: Schemas["Claim"] };

export type HandState = "held" | Ended;

/** What is on record about a callback: what its caller wrote, and what was done. */
export interface CallRecord {
  /** What the caller wrote, the oldest first. */
  requests: Schemas["StaffRequestView"][];
  history: Schemas["Event"][];
  /** What it makes the desk ask. */
  questions: Schemas["AskedQuestion"][];
  /** What any form stated of the people in it, for the clinician. */
  stated: Schemas["StatedFlag"][];
  /** Older lines of it were left out. */
  hasEarlier: boolean;
  /** Something new came in since it was read. */
  isOld: boolean;
}

/** A card as it is taken in hand: a claim brings what is on record, a logged call does not. */
export type TakenCard = CallbackCard &
  Partial<Pick<Schemas["CallInHand"], "requests" | "questions" | "stated_flags">>;

/** What is shown of a callback in hand. */
export interface Holding {
  card: HeldCard;
  state: HandState;
  /** The claim could not be renewed just now. */
  unsure: boolean;
  /** Something that was written is on its way. */
  writing: boolean;
  /** What was written got no answer yet. */
  unsent: boolean;
  /** An appointment is being booked for the caller. */
  booking: boolean;
}

let counted = 0;

/** A callback in hand: the same one from taking it to letting it go. Who reads it follows it. */
export class Hand implements Holding {
  /** A number that no other one has. */
  readonly number = ++counted;
  readonly #shown: Signal<Holding>;
  /** As it was read last; null where it was not read yet. */
  readonly record: Signal<CallRecord | null>;
  renewedAt = Date.now();
  renewing = false;
  warned = false;

  /** `isOnLine` while its caller is: they called, and nobody calls them. */
  constructor(
    card: TakenCard,
    readonly isOnLine = false,
  ) {
    const shown = { state: "held", unsure: false, writing: false, unsent: false } as const;
    this.#shown = signal({ ...shown, card: heldCard(card), booking: false });
    this.record = signal(recordIn(card));
  }

  get card(): HeldCard {
    return this.#shown.value.card;
  }

  get state(): HandState {
    return this.#shown.value.state;
  }

  get unsure(): boolean {
    return this.#shown.value.unsure;
  }

  get writing(): boolean {
    return this.#shown.value.writing;
  }

  get unsent(): boolean {
    return this.#shown.value.unsent;
  }

  get booking(): boolean {
    return this.#shown.value.booking;
  }

  /** Its claim, as the rules look at it. */
  get lease(): Lease {
    const { card, unsure } = this.#shown.peek();
    const { renewedAt, warned } = this;
    return { until: card.claim.lease_until, renewedAt, unsure, warned };
  }

  /** Show something else of it from now on. */
  now(changes: Partial<Holding>): void {
    this.#shown.value = { ...this.#shown.peek(), ...changes };
  }
}

function recordIn(card: TakenCard): CallRecord | null {
  const { requests, history, questions = [], stated_flags: stated = [] } = card;
  if (!requests || !history) return null;
  return { requests, history, questions, stated, hasEarlier: card.more_history, isOld: false };
}

/** A card as the answer to a claim gives it: with the claim. */
export function heldCard(card: CallbackCard): HeldCard {
  const { claim } = card;
  if (!claim) throw new Error("the card carries no claim");
  return { ...card, claim };
}
