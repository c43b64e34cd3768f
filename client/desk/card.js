// The call card: what the caller needs in front of them while a callback is in hand.

import { get } from "./api";
import { openBooking } from "./booking";
import { reasonSaid, sourceSaid, URGENCIES } from "./call-words";
import { reachCaller, timeThere } from "./caller";
import { claim, inHand, isHeld, letGo, nowBooking, onHand, tryAgain } from "./claim";
import { desk } from "./desk";
import { fill, h, newId } from "./dom";
import { outcomes } from "./outcomes";
import { promiseState } from "./promise";
import { put } from "./queue-row";
import { flags, messages, script } from "./record";
import { explain, say, warn } from "./say";
import { clock, dayAndClock, span } from "../shared/time";
import { history } from "./timeline";

const NEARLY_OVER = 120000; // milliseconds

const ENDED = {
  lost: "Your claim has ended. A colleague may be with this caller now. Your note is kept here.",
  closed: "This callback was closed meanwhile. Your note is kept here.",
  gone: "This callback is no longer there. Your note is kept here.",
};

/** The card: {element, focus(), close()}. `acts`: `done(words)`, `back()` to the list. */
export function callCard(hand, acts) {
  const id = hand.card.callback_id;
  const parts = makeParts();
  const panel = outcomes(id, { done: acts.done, noted: load, book });
  const element = makeElement(parts, panel, acts);
  let requests = [];
  let shown = "";

  function showCard() {
    const { claim: _, ...card } = inHand().card;
    if (JSON.stringify(card) === shown) return;
    shown = JSON.stringify(card);
    const within = parts.reach.contains(document.activeElement);
    put(parts.name, card.name || "No name");
    put(parts.reason, reasonSaid(card.reason));
    put(parts.source, sourceSaid(card.source));
    put(parts.urgency, URGENCIES[card.urgency]);
    parts.urgency.className = `badge ${card.urgency === "crisis" ? "crisis" : "soon"}`;
    parts.urgency.hidden = card.urgency === "routine";
    element.dataset.urgency = card.urgency;
    fill(parts.reach, reachCaller(card));
    fill(parts.flags, flags(card.flags));
    fill(parts.script, script(card.reason));
    put(parts.tries, card.attempts ? `${card.attempts} so far` : "First call");
    if (within) parts.reach.querySelector("a")?.focus();
  }

  function showTime() {
    const { card } = inHand();
    const now = Date.now();
    const promise = promiseState(card.requested_at, card.respond_by, now);
    put(parts.promise, promise.words);
    parts.promise.dataset.promise = promise.kind;
    const there = timeThere(card, now);
    put(parts.there, there.words);
    put(parts.wrong, there.wrong);
    parts.wrong.hidden = !there.wrong;
    showLease(parts.lease, inHand(), now);
  }

  function showState() {
    const now = inHand();
    element.dataset.state = now.state;
    const looks = `${now.state} ${now.unsent}`;
    if (parts.banner.dataset.looks !== looks) fill(parts.banner, banner(now));
    parts.banner.dataset.looks = looks;
    parts.banner.hidden = !parts.banner.hasChildNodes();
    panel.show();
    showTime();
  }

  /** What was written and done; that it is looked at goes on record. */
  async function load() {
    try {
      const [asked, opened] = await Promise.all([
        get(`callbacks/${id}/requests`),
        get(`callbacks/${id}`),
      ]);
      requests = asked.data.requests;
      fill(
        parts.messages,
        requests.length ? messages(requests) : h("p", { class: "quiet" }, "Nothing in writing."),
      );
      fill(parts.history, history(opened.data.history ?? []));
    } catch {
      const again = h(
        "button",
        { type: "button", class: "second slim", on: { click: load } },
        "Try again",
      );
      if (!requests.length)
        fill(parts.messages, h("p", { class: "row" }, "Could not be read. ", again));
    }
  }

  /** A note is put on record first: booking closes the callback, and then nothing can be added. */
  async function book() {
    if (!isHeld() || inHand().writing || !(await panel.keepNote())) return;
    const { name, phone, email, reason } = inHand().card;
    const latest = requests.at(-1);
    const serviceId = latest?.service_id ?? (desk.service(reason) ? reason : undefined);
    nowBooking(true);
    const appointment = await openBooking({
      name,
      phone,
      email,
      requestId: latest?.request_id,
      serviceId,
      seriesAllowed: true,
    }).catch(explain);
    nowBooking(false, Boolean(appointment));
    if (appointment) await booked(appointment);
  }

  /** Booking closes the callback of who is booked; if it was booked for somebody else, it stays. */
  async function booked(appointment) {
    const words = appointmentSaid(appointment);
    try {
      const { data } = await get(`callbacks/${id}`);
      if (data.state !== "closed") return warn(`${words} Now say how the call went.`);
    } catch {
      return say(words);
    }
    letGo();
    say(words);
    acts.done(`${words} The callback is closed.`);
  }

  function onChange(what) {
    if (inHand() !== hand) return; // another one is in hand, and has a card of its own
    if (what === "tick") return showTime();
    if (what === "grew") load();
    showCard();
    showState();
  }

  const stop = onHand(onChange);
  showCard();
  showState();
  load();
  return {
    element,
    focus: () => parts.title.focus(),
    close: stop,
  };
}

function makeParts() {
  const name = h("bdi", {});
  return {
    name,
    title: h("h2", { id: newId("caller"), tabindex: "-1" }, name),
    urgency: h("span", { class: "badge" }),
    source: h("span", { class: "badge" }),
    promise: h("span", { class: "promise" }),
    lease: h("p", { class: "small lease" }),
    reason: h("bdi", {}),
    tries: h("span", { class: "quiet" }),
    banner: h("div", { class: "banner", hidden: true }),
    reach: h("div", { class: "stack tight" }),
    there: h("p", {}),
    wrong: h("p", { class: "badge late", hidden: true }),
    flags: h("div", { class: "stack tight" }),
    script: h("div", {}),
    messages: h("div", { class: "stack" }, h("p", { class: "quiet" }, "Reading …")),
    history: h("div", { class: "stack tight" }),
  };
}

function makeElement(parts, panel, acts) {
  return h(
    "article",
    { class: "card call", "aria-labelledby": parts.title.id },
    h(
      "button",
      { type: "button", class: "second slim back", on: { click: acts.back } },
      "Back to the queue",
    ),
    h(
      "header",
      { class: "stack tight" },
      h("div", { class: "row" }, parts.title, parts.urgency, parts.source, parts.promise),
      h("p", { class: "row tight" }, parts.reason, parts.tries),
      parts.lease,
    ),
    parts.banner,
    h(
      "div",
      { class: "halves" },
      h(
        "div",
        { class: "stack" },
        parts.reach,
        h("div", { class: "stack tight" }, parts.there, parts.wrong),
        panel.element,
      ),
      h(
        "div",
        { class: "stack" },
        h("h3", {}, "In their words"),
        parts.messages,
        parts.flags,
        parts.script,
        h("h3", {}, "What happened so far"),
        parts.history,
      ),
    ),
  );
}

function showLease(element, { card, state, unsure }, now) {
  const until = card.claim.lease_until;
  const left = Date.parse(until) - now;
  const minutes = Math.max(1, Math.round(left / 60000));
  element.hidden = state !== "held";
  element.classList.toggle("soon", unsure || left < NEARLY_OVER);
  if (unsure)
    put(
      element,
      `Your claim could not be renewed. It is yours until ${clock(until, desk.location.zone)}; trying again …`,
    );
  else put(element, `Yours for ${span(minutes)}; it goes on while you work.`);
}

/** What stands above all else, with the way on. */
function banner({ card, state, unsent }) {
  const button = (words, act) =>
    h("button", { type: "button", class: "first", on: { click: act } }, words);
  if (unsent)
    return [
      h("p", {}, "Not known yet whether this was recorded. It is sent again by itself."),
      button("Try again now", tryAgain),
    ];
  if (state === "held") return null;
  const again = () => claim(card.callback_id).catch(explainClaim);
  const away = h(
    "button",
    { type: "button", class: "second", on: { click: letGo } },
    "Put the card away",
  );
  return [
    h("p", {}, ENDED[state]),
    h("div", { class: "row" }, state === "lost" && button("Claim again", again), away),
  ];
}

function explainClaim(failure) {
  if (failure.kind === "already-claimed")
    warn("A colleague is with this caller now. Your note is kept.");
  else explain(failure);
}

function appointmentSaid({ service_id: service, starts_at: at, bay }) {
  const place = bay ? `, ${bay}` : "";
  return `Booked: ${reasonSaid(service)}, ${dayAndClock(at, desk.location.zone)}${place}.`;
}
