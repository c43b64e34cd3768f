// Keys: each presses the button that names it, where nothing is being typed.
//
// `aria-keyshortcuts` is the one place where a button, a link or a field says its key; what has no
// button says so by `addKeys`. All of them can be switched off in this browser: whoever speaks to
// their machine, or rests a hand on it, presses letters without meaning to.

import { openDialog } from "./dialog";
import { h } from "./dom";
import { tick } from "./fields";

const KEPT = "frontdesk-keys"; // "off", nothing about anybody
const NAMED = "[aria-keyshortcuts]";
const added = new Map(); // by key: {words, act}

export const keysAreOn = () => localStorage.getItem(KEPT) !== "off";

/** Keys that have no button: `{m: {words, act}}`. Gives what takes them away again. */
export function addKeys(keys) {
  for (const [key, does] of Object.entries(keys)) added.set(key, does);
  return () => Object.keys(keys).forEach((key) => added.delete(key));
}

/** Is a key meant for a field, a dialog or the browser, or switched off? Then the desk lets it be. */
export function isTyping(event) {
  const { target } = event;
  const field = target.closest?.("input, textarea, select, [contenteditable], dialog");
  const isElsewhere = field || document.querySelector("dialog[open]");
  const isOff = event.key?.length === 1 && !keysAreOn();
  return Boolean(isElsewhere) || isOff || event.ctrlKey || event.metaKey || event.altKey;
}

/** Let keys do things from now on. */
export function listenForKeys() {
  showWhether();
  document.addEventListener("keydown", (event) => {
    if (isTyping(event) || event.defaultPrevented) return;
    const named = inTheView().concat(inTheFrame()).find((each) => keyOf(each) === event.key);
    const act = named ? () => press(named) : added.get(event.key)?.act;
    if (!act) return;
    event.preventDefault(); // the letter is not typed into what opens
    act();
  });
}

const keyOf = (element) => element.getAttribute("aria-keyshortcuts");
const shown = (within) =>
  [...document.querySelectorAll(`${within} ${NAMED}`)].filter((each) => !each.closest("[hidden]"));
const inTheView = () => shown("main");
const inTheFrame = () => shown("header.top");

function press(element) {
  if (element.matches("input, textarea, select")) element.focus();
  else element.click(); // nothing, if it is disabled
}

/** What an element says, without what is for the eye alone. */
function wordsOf(element) {
  const copy = (element.labels?.[0] ?? element).cloneNode(true);
  for (const each of copy.querySelectorAll("[aria-hidden], kbd")) each.remove();
  return element.ariaLabel ?? copy.textContent.trim();
}

/** Show every key that does something now, and whether they are to do anything at all. */
export function openKeys() {
  const on = tick("Keys of one letter, digit or sign do things", {
    checked: keysAreOn(),
    on: { change: () => switchKeys(on.control.checked) },
  });
  const view = inTheView().map((each) => [keyOf(each), wordsOf(each)]);
  const others = [...added].map(([key, { words }]) => [key, words]);
  const frame = inTheFrame().map((each) => [keyOf(each), wordsOf(each)]);
  openDialog({
    title: "Keys",
    content: [
      on,
      h("p", { class: "quiet small" }, "Remembered in this browser. Switched off, they do nothing; all else stays."),
      list("Here", [...view, ...others]),
      list("From anywhere", frame),
      list("Always", [
        ["Arrows", "Along a list or the day; Home and End to its ends"],
        ["Enter", "Presses, or opens"],
        ["Esc", "Leaves a field, a dialog, a move"],
      ]),
    ],
  });
  on.control.focus();
}

function list(title, keys) {
  if (!keys.length) return null;
  const lines = keys.map(([key, words]) =>
    h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, words)),
  );
  return h("section", { class: "stack tight" }, h("h3", {}, title), h("dl", { class: "keys" }, lines));
}

function switchKeys(on) {
  if (on) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, "off");
  showWhether();
}

/** Buttons show their keys only where these do something. */
const showWhether = () => document.documentElement.toggleAttribute("data-keys-off", !keysAreOn());
