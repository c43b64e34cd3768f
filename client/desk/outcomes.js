// How the call went, with a note; and what else can be done with the callback in hand.

import { OUTCOMES, outcomeSaid } from "./call-words";
import { copyButton } from "./caller";
import { inHand, isHeld, letGo, write } from "./claim";
import { desk } from "./desk";
import { ask, openDialog } from "./dialog";
import { h } from "./dom";
import { draft, forgetDraft, keepDraft } from "./drafts";
import { field } from "./fields";
import { explain, say, warn } from "./say";
import { askUntil } from "./snooze";
import { dayAndClock } from "../shared/time";

const LONGEST_NOTE = 4000;

const SURE = {
  "wrong-number": {
    title: "Wrong number?",
    text: "The callback is closed, and nobody is called on this number for it.",
    yes: "Yes, it is the wrong number",
  },
  "do-not-contact": {
    title: "Do not contact?",
    text: "The callback is closed, and the clinic leaves this person alone unless they ask again.",
    yes: "Yes, do not contact them",
  },
  "voicemail-left": {
    title: "Left a voicemail?",
    text: "This caller has not allowed a voicemail. Record that one was left all the same?",
    yes: "Yes, one was left",
  },
};

/**
 * The note and the buttons: {element, show(), keepNote()}. `acts`: `done(words)` when the callback is
 * out of hand, `noted()` when a note was kept, `book()`.
 */
export function outcomes(id, acts) {
  const name = `note-${id}`;
  const note = h("textarea", {
    rows: "3",
    maxlength: String(LONGEST_NOTE),
    dir: "auto",
    value: draft(name) ?? "",
    "aria-keyshortcuts": "m",
  });
  const noteField = field("Note", note, {
    hint: "Goes with what you press next. Key m; Esc leaves it.",
  });
  note.addEventListener("input", () => keepDraft(name, note.value));
  note.addEventListener("keydown", leave);

  const words = () => (note.value.trim() ? { note: note.value } : {});
  const written = () => {
    note.value = "";
    forgetDraft(name);
  };

  function leave(event) {
    if (event.key !== "Escape" && !(event.key === "Enter" && (event.ctrlKey || event.metaKey)))
      return;
    event.preventDefault();
    results.focus();
  }

  /** Write it; what was typed is let go once it is on record. Gives whether it is. */
  async function put(verb, content, told) {
    if (!isHeld() || inHand().writing) return false;
    let done = false;
    try {
      const after = write(verb, { ...content, ...words() });
      show();
      told(await after);
      done = true;
    } catch (failure) {
      refused(failure);
    }
    show();
    return done;
  }

  const out = (said) => (after) => {
    written();
    say(said(after));
    if (inHand()?.card.callback_id !== id) return; // another caller was on the line meanwhile
    letGo();
    acts.done(said(after));
  };

  async function record(disposition) {
    if (!isHeld() || inHand().writing) return;
    const needsAsking = disposition !== "voicemail-left" || !inHand().card.may_leave_voicemail;
    const sure = needsAsking && SURE[disposition];
    if (sure && !(await ask({ ...sure, grave: true }))) return;
    put(
      "attempts",
      { disposition },
      out((after) => afterSaid(outcomeSaid(disposition), after)),
    );
  }

  async function snooze() {
    const until = await askUntil();
    if (until)
      put(
        "snooze",
        { until },
        out(() => `Put off until ${dayAndClock(until, desk.location.zone)}.`),
      );
  }

  const handBack = () =>
    put(
      "hand-back",
      {},
      out(() => "Handed back to its place in the queue."),
    );

  async function close() {
    const reason = await askWhy();
    if (reason)
      put(
        "close",
        { reason },
        out(() => `Closed: ${outcomeSaid(reason)}.`),
      );
  }

  function keep() {
    if (note.value.trim()) keepNote();
    else note.focus();
  }

  /** Put the note on record by itself. Gives whether nothing is left that could be lost. */
  async function keepNote() {
    if (!note.value.trim()) return true;
    return put("notes", {}, () => {
      written();
      say("The note is kept.");
      acts.noted();
    });
  }

  const button = (kind, key, text, act) =>
    h(
      "button",
      { type: "button", class: kind, "aria-keyshortcuts": key, on: { click: act } },
      key && h("kbd", { "aria-hidden": "true" }, key),
      ` ${text}`,
    );
  const kinds = Object.keys(OUTCOMES);
  const results = h(
    "div",
    { class: "results", role: "group", "aria-label": "How the call went", tabindex: "-1" },
    kinds.map((kind, at) =>
      button("second outcome", String(at + 1), OUTCOMES[kind], () => record(kind)),
    ),
  );
  const others = h(
    "div",
    { class: "row" },
    button("first", "b", "Book a visit", acts.book),
    button("second", "s", "Put off", snooze),
    button("second", "r", "Hand back", handBack),
    button("second", null, "Keep the note", keep),
    button("second", null, "No call needed", close),
  );
  const copy = copyButton("Copy the note", () => note.value, "The note is copied.");
  copy.classList.add("start");

  function show() {
    const off = !isHeld() || inHand().writing;
    for (const each of [...results.children, ...others.children]) each.disabled = off;
    copy.hidden = isHeld() || !note.value;
    note.readOnly = Boolean(inHand()?.writing); // it is on its way as it stands
  }

  show();
  const element = h(
    "section",
    { class: "stack", "aria-label": "Outcome" },
    noteField,
    copy,
    results,
    others,
  );
  return { element, show, keepNote };
}

function afterSaid(outcome, after) {
  if (after.outcome === "unreachable")
    return `${outcome}. That was the last try: a message tells them how to reach the clinic.`;
  if (after.state === "closed") return `${outcome}. The callback is closed.`;
  return `${outcome}. Next try ${dayAndClock(after.respond_by, desk.location.zone)}.`;
}

/** A lost claim is told by the claim itself. */
function refused(failure) {
  if (failure.kind === "callback-changed")
    warn("Not recorded yet: something new came in from this caller. Look at it, then press again.");
  else if (isHeld()) explain(failure);
}

function askWhy() {
  return new Promise((answered) => {
    const choice = (reason, text) =>
      h(
        "button",
        { type: "button", class: "second", on: { click: () => dialog.close(reason) } },
        text,
      );
    const dialog = openDialog({
      title: "Why is no call needed?",
      closed: answered,
      content: h(
        "div",
        { class: "choices" },
        choice("resolved", "What they wanted is settled"),
        choice("declined", "They want nothing any more"),
        choice("booked", "They have booked"),
      ),
    });
    dialog.element.querySelector(".choices button").focus();
  });
}
