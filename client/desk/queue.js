// The queue: everybody who is owed a call, the earliest promise first, and the call in hand.

import { get } from "./api";
import { openSpam } from "./spam";
import { copyButton, theirWords } from "./card/as-elements";
import { callCard } from "./card/call-card";
import { claim, compare, heldBefore, inHand, isHeld, letGo, onHand, take } from "./claim";
import { desk } from "./desk";
import { fill, h } from "./dom";
import { draft } from "./drafts";
import { logCall } from "./incoming";
import { every } from "./live";
import { queueList } from "./queue-list";
import { put } from "./queue-row";
import { explain, say, warn } from "./say";
import { session } from "./session";
import { once } from "./writes";

const POLL = 4000; // milliseconds; a colleague's change is seen within five seconds
const TICK = 15000;
const PAGE = 50;

export const queueView = { id: "queue", title: "Queue", key: "q", open };

function open(main) {
  const { location } = desk;
  const me = session()?.staff.staff_id;
  const parts = makeParts({ takeNext, log, openList, showMore });
  const list = queueList(choose, () => parts.next);
  const view = layOut(parts, list);
  const crises = new Set(); // those that were announced
  let pages = 1;
  let first = true;
  let card = null;

  // ------------------------------------------------------------ the list

  async function look() {
    const entries = new Map();
    let cursor = null;
    for (let page = 0; page < pages && (page === 0 || cursor); page += 1) {
      const from = cursor ? `&cursor=${cursor}` : "";
      const path = `locations/${location.location_id}/queue?limit=${PAGE}${from}`;
      const { data } = await get(path);
      for (const entry of data.entries)
        if (!entries.has(entry.callback_id)) entries.set(entry.callback_id, entry);
      cursor = data.next_cursor;
    }
    parts.more.hidden = !cursor;
    show([...entries.values()]);
    await resume();
  }

  function show(entries) {
    list.show(entries);
    const hand = inHand()?.card;
    if (hand?.location_id === location.location_id) compare(list.entry(hand.callback_id), me);
    list.mark(hand?.callback_id);
    announce(entries);
    tick();
  }

  function announce(entries) {
    const waits = entries.filter((entry) => entry.urgency === "crisis" && !entry.claimed_by);
    const fresh = waits.filter((entry) => !crises.has(entry.callback_id));
    for (const entry of fresh) crises.add(entry.callback_id);
    if (fresh.length) put(parts.alarm, "A caller in crisis is waiting.");
    else if (!waits.length) put(parts.alarm, "");
  }

  function tick() {
    const { shown, free, late } = list.tick();
    const all = `${free}${parts.more.hidden ? "" : " or more"} waiting`;
    put(parts.counts, first ? "" : late ? `${all}, ${late} overdue` : all);
    parts.empty.hidden = shown > 0;
    const nobody = "Nobody is owed a call. New ones show here by themselves.";
    put(parts.empty, first ? "Looking …" : nobody);
  }

  function showMore() {
    pages += 1;
    poll.again();
  }

  /** What was in hand before a reload is opened again, if it is still ours; if not, it is said. */
  async function resume() {
    const before = first ? heldBefore() : null;
    first = false;
    tick();
    if (before?.location_id !== location.location_id) return;
    if (list.entry(before.callback_id)?.claimed_by === me) await claim(before.callback_id);
    else tellLost(before.callback_id);
  }

  function tellLost(id) {
    const note = draft(`note-${id}`);
    letGo();
    if (!note) return;
    const words = "The call that you had in hand is no longer with you. This is your note:";
    const copy = copyButton("Copy the note", note, "The note is copied.");
    fill(parts.place, h("div", { class: "card stack" }, h("p", {}, words), theirWords(note), copy));
    warn("The call that you had in hand is no longer with you. Your note is kept.");
  }

  // ------------------------------------------------------------ taking a call

  function refuseSecond() {
    if (!isHeld()) return false;
    say("Finish the call in hand first, or hand it back.");
    bring();
    card?.focus();
    return true;
  }

  async function takeNext() {
    if (refuseSecond()) return;
    try {
      const { data } = await once(`locations/${location.location_id}/queue/claim`)();
      if (data) take(data);
      else say("Nobody may be called now. Those who wait show when they may be.");
    } catch (failure) {
      explain(failure);
    }
    poll.again();
  }

  async function choose(entry) {
    if (inHand()?.card.callback_id === entry.callback_id && isHeld()) {
      bring();
      return card?.focus();
    }
    if (refuseSecond()) return;
    try {
      await claim(entry.callback_id);
    } catch (failure) {
      if (failure.kind === "already-claimed") warn("A colleague is with this caller already.");
      else if (failure.kind === "callback-closed") warn("This call is done: it was closed.");
      else explain(failure);
    }
    poll.again();
  }

  function log() {
    logCall(location, (logged) => {
      if (logged.claimed) take(logged.claimed);
      poll.again();
    });
  }

  function openList() {
    openSpam(location, () => poll.again());
  }

  // ------------------------------------------------------------ the card beside the list

  function onChange(what) {
    if (what !== "taken") return;
    card?.close();
    card = null;
    const hand = inHand();
    list.mark(hand?.card.callback_id);
    if (!hand) return putAway();
    if (hand.card.location_id !== location.location_id)
      return fill(parts.place, h("p", { class: "card" }, "A call of another location is in hand."));
    card = callCard(hand, { done, back });
    fill(parts.place, card.element);
    bring();
    card.focus();
  }

  function putAway() {
    const within = parts.place.contains(document.activeElement);
    fill(parts.place);
    view.classList.remove("shown");
    if (within) parts.next.focus();
  }

  /** The call is done with: its place tells how it ended, and the next can be taken. */
  function done(words) {
    fill(parts.place, h("p", { class: "card ended" }, words));
    parts.next.focus();
    poll.again();
  }

  /** Where there is no room for both, the card lies over the list. */
  function bring() {
    view.classList.add("shown");
  }

  function back() {
    view.classList.remove("shown");
    list.focus(inHand()?.card.callback_id);
  }

  fill(main, view);
  tick();
  const stopHand = onHand(onChange);
  const poll = every(POLL, look);
  const ticking = setInterval(tick, TICK);
  onChange("taken");
  return function close() {
    poll.stop();
    clearInterval(ticking);
    stopHand();
    card?.close();
  };
}

function makeParts({ takeNext, log, openList, showMore }) {
  const button = (kind, key, words, act) =>
    h(
      "button",
      { type: "button", class: kind, "aria-keyshortcuts": key, on: { click: act } },
      `${words} `,
      key && h("kbd", { "aria-hidden": "true" }, key),
    );
  const more = button("second", null, "Show more", showMore);
  more.hidden = true;
  return {
    next: button("first take", "n", "Take next", takeNext),
    incoming: button("second", "i", "Log a call", log),
    aside: button("second", null, "Set aside as spam", openList),
    more,
    counts: h("p", { class: "quiet" }),
    alarm: h("p", { class: "unseen", role: "alert" }),
    empty: h("p", { class: "nothing quiet", hidden: true }),
    place: h("section", { class: "hand", "aria-label": "The call in hand" }),
  };
}

function layOut({ next, incoming, aside, more, counts, alarm, empty, place }, list) {
  return h(
    "div",
    { class: "queue" },
    h(
      "section",
      { class: "waiting stack", "aria-labelledby": "queue-title" },
      h("header", { class: "row" }, h("h1", { id: "queue-title" }, "Queue"), counts),
      h("div", { class: "row" }, next, incoming, aside),
      alarm,
      list.element,
      empty,
      more,
    ),
    place,
  );
}
