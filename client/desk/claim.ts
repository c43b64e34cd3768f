// The callback in hand: its claim, kept while somebody is at work, whichever view is open.

import { signal } from "@preact/signals";
import type { Schemas } from "../shared/api";
import { Problem, post } from "./api";
import { onInput } from "./presence";
import { Hand, heldCard, type TakenCard } from "./queue/hand";
import { differs, type Ended, endedBy, isSettled, stepFor } from "./queue/lease";
import { endRefusals, say, warn } from "./say";
import { t } from "./words";
import { change, isUnsure } from "./writes";

type CallbackCard = Schemas["CallbackCard"];
type QueueEntry = Schemas["QueueEntry"];

const KEPT = "frontdesk-in-hand"; // ids alone
const TICK = 5000; // milliseconds

export type { CallRecord, Hand, HandState, HeldCard, Holding } from "./queue/hand";

/**
 * What changed with the callback in hand: which one it is, its card, what came in from the caller,
 * how its claim stands, or the time alone.
 */
export type Changed = "taken" | "card" | "grew" | "state" | "tick";

const listeners = new Set<(what: Changed) => void>();
const unsent = new Set<() => void>(); // writes that got no answer yet, to be sent again
const hand = signal<Hand | null>(null);
let over: (() => void) | null = null; // puts away what was said of the claim, once that is over
let active = Date.now(); // when somebody last did something here

/** The callback in hand, or null. A component that reads it follows it. */
export const inHand = (): Hand | null => hand.value;

/** True if there is a callback in hand that may be written on. */
export const isHeld = (): boolean => hand.value?.state === "held";

/** Run `act(what)` when what is in hand changes; gives what ends that. */
export function onHand(act: (what: Changed) => void): () => void {
  listeners.add(act);
  return () => {
    listeners.delete(act);
  };
}

function tell(what: Changed): void {
  for (const act of [...listeners]) act(what);
}

/** Say what is wrong, until it is over or something else is wrong. */
function complain(text: string | null): void {
  over?.();
  over = text ? warn(text) : null;
}

const held = (): Hand | null => (isHeld() ? hand.peek() : null);

/** Take a callback in hand, as the answer to a claim shows it; its caller may be on the line. */
export function take(card: TakenCard, isOnLine = false): void {
  hand.value = new Hand(card, isOnLine);
  complain(null);
  endRefusals();
  const { callback_id, location_id } = card;
  sessionStorage.setItem(KEPT, JSON.stringify({ callback_id, location_id }));
  tell("taken");
}

/** There is nothing in hand any more: it is done, or back in the queue. */
export function letGo(): void {
  hand.value = null;
  complain(null);
  sessionStorage.removeItem(KEPT);
  tell("taken");
}

export interface Before {
  callback_id: string;
  location_id: string;
}

/** What was in hand before this page was loaded anew, or null. */
export function heldBefore(): Before | null {
  try {
    return hand.peek() ? null : JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

/** Claim a chosen callback, or again one whose claim was lost. */
export async function claim(id: string): Promise<void> {
  take((await change<Schemas["CallInHand"]>(`callbacks/${id}/claim`)).data);
}

/** The callback in hand goes on with another claim, as a write told; what it now shows is read. */
export function goOn(id: string, goesOn: Schemas["Claim"]): void {
  const mine = held();
  if (mine?.card.callback_id !== id) return;
  mine.now({ card: { ...mine.card, claim: goesOn } });
  renew();
}

/** Let the lease run anew; what came in meanwhile is told. */
export async function renew(): Promise<void> {
  const mine = held();
  if (!mine || mine.renewing || mine.writing) return;
  mine.renewing = true;
  try {
    const body = { claim: mine.card.claim.token };
    const { data } = await post<CallbackCard>(`callbacks/${mine.card.callback_id}/renew`, body);
    if (mine === held()) renewed(mine, data);
  } catch (failure) {
    if (mine === hand.peek() && !lostBy(failure)) {
      mine.now({ unsure: true });
      tell("state");
    }
  }
  mine.renewing = false;
}

function renewed(mine: Hand, card: CallbackCard): void {
  const grew = card.occasions.length > mine.card.occasions.length;
  mine.renewedAt = Date.now();
  if (mine.warned) complain(null);
  mine.warned = false;
  const { record } = mine;
  if (grew && record.value) record.value = { ...record.value, isOld: true };
  mine.now({ card: heldCard(card), unsure: false });
  tell(grew ? "grew" : "card");
  if (grew) say(t("queue.claim.grew"));
}

/** True if a failure says that the claim is over; that is said at once. */
function lostBy(failure: unknown): boolean {
  const state = endedBy(failure);
  if (state) lose(state);
  return state !== null;
}

function lose(state: Ended): void {
  const mine = held();
  if (!mine) return;
  mine.now({ state });
  if (!mine.booking) complain(t(`queue.claim.${state}`));
  tell("state");
}

/** An appointment is being booked, or no longer: that the callback closes by it is no surprise. */
export function nowBooking(is: boolean, isBooked = false): void {
  const mine = hand.peek();
  if (!mine) return;
  mine.now({ booking: is });
  if (!is && !isBooked && mine.state !== "held") complain(t(`queue.claim.${mine.state}`));
}

/**
 * Look at what the queue shows of the callback in hand. The list may lag, so it only gives the
 * reason to ask: the answer to a renewal decides.
 */
export function compare(entry: QueueEntry | undefined, staffId: string): void {
  const mine = held();
  if (!mine || !isSettled(mine.lease, Date.now())) return;
  if (differs(entry, mine.card, staffId)) renew();
}

/** What can be written on the callback in hand, and what goes along with it. */
export interface Writes {
  attempts: Omit<Schemas["AttemptIn"], "claim" | "note"> & Noted;
  snooze: Omit<Schemas["SnoozeIn"], "claim" | "note"> & Noted;
  notes: Noted;
  close: Omit<Schemas["CloseIn"], "claim" | "note"> & Noted;
  "hand-back": Noted;
  letters: Omit<Schemas["LetterIn"], "claim" | "note"> & Noted;
}

interface Noted {
  note?: string;
}

/** What the API answers to a write. */
type Written<Verb extends keyof Writes> = Verb extends "notes" ? null : Schemas["AfterWrite"];

/**
 * Write on the callback in hand. It is sent until there is an answer: the same words again are the
 * same write. Throws the API's Problem.
 */
export function write<Verb extends keyof Writes>(
  verb: Verb,
  content: Writes[Verb],
): Promise<Written<Verb>> {
  const mine = hand.peek();
  if (!mine) throw new Error("there is nothing in hand to write on");
  const path = `callbacks/${mine.card.callback_id}/${verb}`;
  const body = { claim: mine.card.claim.token, ...content };
  mine.now({ writing: true });
  return new Promise((done, failed) => {
    const send = async (): Promise<void> => {
      unsent.delete(send);
      try {
        const { data } = await post<Written<Verb>>(path, body);
        answered(mine);
        done(data);
      } catch (failure) {
        if (isUnsure(failure)) return waits(mine, send);
        answered(mine, failure);
        failed(failure);
      }
    };
    send();
  });
}

function waits(mine: Hand, send: () => void): void {
  unsent.add(send);
  if (!mine.unsent) complain(t("queue.claim.unsent"));
  mine.now({ unsent: true });
  tell("state");
}

function answered(mine: Hand, failure?: unknown): void {
  mine.now({ writing: false, unsent: false });
  if (mine !== hand.peek()) return;
  complain(null);
  const hasChanged = failure instanceof Problem && failure.kind === "callback-changed";
  if (failure !== undefined && !lostBy(failure) && hasChanged) renew();
  tell("state");
}

/** Try at once what got no answer so far. */
export function tryAgain(): void {
  for (const send of [...unsent]) send();
}

function tick(): void {
  tryAgain();
  const mine = held();
  if (mine && !mine.writing) keep(mine);
  if (hand.peek()) tell("tick");
}

function keep(mine: Hand): void {
  const step = stepFor(mine.lease, Date.now(), active);
  if (step === "lose") lose("lost");
  else if (step === "renew") renew();
  else if (step === "warn") {
    mine.warned = true;
    complain(t("queue.claim.ending"));
  }
}

function noteActive(): void {
  active = Date.now();
}

onInput(noteActive);
setInterval(tick, TICK);
