// The callback in hand: its claim, kept while somebody is at work, whichever view is open.

import { post } from "./api";
import { say, warn } from "./say";
import { change, isUnsure } from "./writes";

const KEPT = "frontdesk-in-hand"; // ids alone
const TICK = 5000; // milliseconds
const RENEW_AFTER = 60000;
const NEARLY_OVER = 120000;
const SETTLING = 3000; // so long may the list lag behind a claim

const TOLD = {
  lost: "Your claim has ended. Your note is kept; claim the caller again to go on.",
  closed: "This callback was closed meanwhile. Your note is kept.",
  gone: "This callback is no longer there. Your note is kept.",
};

const listeners = new Set();
const unsent = new Set(); // writes that got no answer yet, to be sent again
let hand = null;
let over = null; // puts away what was said of the claim, once that is over
let active = Date.now(); // when somebody last did something here

/**
 * What is in hand, or null: {card, state: "held", "lost", "closed" or "gone", unsure (the claim
 * could not be renewed just now), writing, unsent (what is written got no answer yet), booking}.
 */
export const inHand = () => hand;

/** Is there a callback in hand that may be written on? */
export const isHeld = () => hand?.state === "held";

/** Run `act(what)` when what is in hand changes: "taken", "card", "grew", "state" or "tick". */
export function onHand(act) {
  listeners.add(act);
  return () => listeners.delete(act);
}

const tell = (what) => [...listeners].forEach((act) => act(what));

/** Say what is wrong, until it is over or something else is wrong. */
function complain(text) {
  over?.();
  over = text ? warn(text) : null;
}

/** Take a callback in hand, as the answer to a claim shows it. */
export function take(card) {
  hand = { card, state: "held", unsure: false, writing: false, unsent: false, booking: false };
  complain(null);
  settle();
  const { callback_id, location_id } = card;
  sessionStorage.setItem(KEPT, JSON.stringify({ callback_id, location_id }));
  tell("taken");
}

/** There is nothing in hand any more: it is done, or back in the queue. */
export function letGo() {
  hand = null;
  complain(null);
  sessionStorage.removeItem(KEPT);
  tell("taken");
}

/** What was in hand before this page was loaded anew: {callback_id, location_id}, or null. */
export function heldBefore() {
  try {
    return hand ? null : JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

/** Claim a chosen callback, or again one whose claim was lost. */
export async function claim(id) {
  take((await change(`callbacks/${id}/claim`)).data);
}

function settle() {
  hand.renewed = Date.now();
  if (hand.warned) complain(null);
  hand.warned = false;
  hand.unsure = false;
}

/** Let the lease run anew; what came in meanwhile is told. */
export async function renew() {
  const mine = hand;
  if (!isHeld() || mine.renewing || mine.writing) return;
  mine.renewing = true;
  try {
    const body = { claim: mine.card.claim.token };
    const { data } = await post(`callbacks/${mine.card.callback_id}/renew`, body);
    if (mine === hand && isHeld()) renewed(data);
  } catch (failure) {
    if (mine === hand && !lostBy(failure)) {
      hand.unsure = true;
      tell("state");
    }
  }
  mine.renewing = false;
}

function renewed(card) {
  const grew = card.occasions.length > hand.card.occasions.length;
  hand.card = card;
  settle();
  tell(grew ? "grew" : "card");
  if (grew) say("Something new came in from this caller.");
}

/** Does a failure say that the claim is over? Then it is said at once. */
function lostBy(failure) {
  const ends = { "claim-lost": "lost", token: "lost", "callback-closed": "closed" };
  const state = failure.status === 404 ? "gone" : ends[failure.kind];
  if (state) lose(state);
  return Boolean(state);
}

function lose(state) {
  if (!isHeld()) return;
  hand.state = state;
  if (!hand.booking) complain(TOLD[state]);
  tell("state");
}

/** An appointment is being booked, or no longer: that the callback closes by it is no surprise. */
export function nowBooking(is, isBooked = false) {
  if (!hand) return;
  hand.booking = is;
  if (!is && !isBooked && !isHeld()) complain(TOLD[hand.state]);
}

/**
 * Look at what the queue shows of the callback in hand. The list may lag, so it only gives the
 * reason to ask: the answer to a renewal decides.
 */
export function compare(entry, staffId) {
  if (!isHeld() || Date.now() - hand.renewed < SETTLING) return;
  const { card } = hand;
  const same = entry?.claimed_by === staffId && entry.urgency === card.urgency;
  if (!same || entry.respond_by !== card.respond_by) renew();
}

/**
 * Write on the callback in hand: "attempts", "snooze", "notes", "close" or "hand-back". It is sent
 * until there is an answer: the same words again are the same write. Throws the API's Problem.
 */
export function write(verb, content) {
  const mine = hand;
  const body = { claim: mine.card.claim.token, ...content };
  mine.writing = true;
  return new Promise((done, failed) => {
    async function send() {
      unsent.delete(send);
      try {
        const { data } = await post(`callbacks/${mine.card.callback_id}/${verb}`, body);
        answered(mine);
        done(data);
      } catch (failure) {
        if (isUnsure(failure)) return waits(mine, send);
        answered(mine, failure);
        failed(failure);
      }
    }
    send();
  });
}

function waits(mine, send) {
  unsent.add(send);
  if (!mine.unsent) complain("The server cannot be reached. Nothing is lost; it is sent again.");
  mine.unsent = true;
  tell("state");
}

function answered(mine, failure) {
  mine.writing = mine.unsent = false;
  if (mine !== hand) return;
  complain(null);
  if (failure && !lostBy(failure) && failure.kind === "callback-changed") renew();
  tell("state");
}

/** Try at once what got no answer so far. */
export const tryAgain = () => [...unsent].forEach((send) => send());

function tick() {
  tryAgain();
  if (isHeld() && !hand.writing) keep();
  if (hand) tell("tick");
}

function keep() {
  const now = Date.now();
  const left = Date.parse(hand.card.claim.lease_until) - now;
  if (left <= 0) return lose("lost");
  const due = now - hand.renewed >= RENEW_AFTER && active > hand.renewed;
  if (due || hand.unsure) return renew();
  if (left > NEARLY_OVER || hand.warned) return;
  hand.warned = true;
  complain("Your claim ends in two minutes. Whatever you do here keeps it.");
}

for (const sign of ["keydown", "pointerdown", "pointermove", "wheel", "input"])
  document.addEventListener(sign, () => (active = Date.now()), { capture: true, passive: true });
setInterval(tick, TICK);
