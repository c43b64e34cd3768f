// Keys: each presses the button that names it, where nothing is being typed.
//
// `aria-keyshortcuts` is the one place where a button, a link or a field says its key; what has no
// button says so by `addKeys`. All of them can be switched off in this browser: whoever speaks to
// their machine, or rests a hand on it, presses letters without meaning to.

import { place } from "./desk";

const KEPT = "frontdesk-keys"; // "off", nothing about anybody
const NAMED = "[aria-keyshortcuts]";
const CHOICES = "input:is([type=radio], [type=checkbox])";
const BUTTONS = "input:is([type=button], [type=submit], [type=reset])";
const FIELDS = `input:not(${CHOICES}, ${BUTTONS}), textarea, select, [contenteditable], dialog`;
const OF_A_CHOICE = /^( |Enter|Home|End|Arrow.*)$/; // what the browser does with it

export interface Shortcut {
  /** What it does; nothing, if it is not listed among the keys. */
  words: string;
  act: () => void;
}

const added = new Map<string, Shortcut>(); // by key

export const keysAreOn = (): boolean => localStorage.getItem(KEPT) !== "off";

/** Keys that have no button: `{m: {words, act}}`. Gives what takes them away again. */
export function addKeys(keys: Record<string, Shortcut>): () => void {
  for (const [key, does] of Object.entries(keys)) added.set(key, does);
  return () => {
    for (const key of Object.keys(keys)) added.delete(key);
  };
}

/** True if a key is for a field, a dialog or the browser, or switched off: the desk lets it be. */
export function isTyping(event: KeyboardEvent): boolean {
  const isElsewhere = isForField(event) || document.querySelector("dialog[open]");
  const isOff = event.key?.length === 1 && !keysAreOn();
  return Boolean(isElsewhere) || isOff || event.ctrlKey || event.metaKey || event.altKey;
}

/**
 * The browser may leave the focus in a dialog for a moment after that was closed: it is in none.
 * Nothing is typed into what is chosen or pressed: letters and digits are the desk's there.
 */
function isForField({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || target.closest("dialog:not([open])")) return false;
  if (target.matches(CHOICES) && OF_A_CHOICE.test(key)) return true;
  return target.closest(FIELDS) !== null;
}

/** Let keys do things from now on. */
export function listenForKeys(): void {
  showWhether();
  document.addEventListener("keydown", leaveField);
  document.addEventListener("keydown", (event) => {
    if (event.repeat || isTyping(event) || event.defaultPrevented) return; // held down, it acts once
    const act = actOf(event.key);
    if (!act) return;
    event.preventDefault(); // the letter is not typed into what opens
    act();
  });
}

/** Escape leaves a field of the view, so that keys do things again; in a dialog it closes that. */
function leaveField(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (!(target instanceof HTMLElement) || !target.matches("input, select, textarea")) return;
  if (target.closest("dialog")) return;
  event.preventDefault();
  target.blur();
}

function actOf(key: string): (() => void) | undefined {
  const named = [...inTheView(), ...inTheFrame()].find((each) => keyOf(each) === key);
  return named ? () => press(named) : added.get(key)?.act;
}

const keyOf = (element: Element): string => element.getAttribute("aria-keyshortcuts") ?? "";

/** True while the address leads to another view already: the one that is left has no keys. */
function isLeft(): boolean {
  const opened = document.querySelector("main")?.dataset.view;
  return opened !== undefined && opened !== place().view;
}

const shown = (within: string): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(`${within} ${NAMED}`)].filter(
    (each) => !each.closest("[hidden]"),
  );
const inTheView = (): HTMLElement[] => [...(isLeft() ? [] : shown("main")), ...shown(".said")];
const inTheFrame = (): HTMLElement[] => shown("header.top");

function press(element: HTMLElement): void {
  const isChoice = element.matches(CHOICES);
  if (isChoice || element.matches(FIELDS)) element.focus();
  if (isChoice || !element.matches(FIELDS))
    element.click(); // nothing, if it is disabled
  else if (element instanceof HTMLInputElement) element.select(); // typing begins anew
}

export type NamedKey = readonly [key: string, words: string];

/** Every key that does something now: in the view, and from anywhere. */
export function keysNow(): { view: NamedKey[]; anywhere: NamedKey[] } {
  const named = (each: HTMLElement): NamedKey => [keyOf(each), wordsOf(each)];
  const listed = [...added].filter(([, { words }]) => words);
  const others = listed.map(([key, { words }]): NamedKey => [key, words]);
  return {
    view: [...inTheView().map(named), ...others],
    anywhere: inTheFrame().map(named),
  };
}

/** Everything that a key does now, to be chosen by its words instead: each key once. */
export function actionsNow(): (Shortcut & { key: string })[] {
  const { view, anywhere } = keysNow();
  const words = new Map([...anywhere, ...view]); // what the view does goes first, as for the key
  return [...words].map(([key, words]) => ({ key, words, act: () => actOf(key)?.() }));
}

/** What an element says, without what is for the eye alone. */
function wordsOf(element: HTMLElement): string {
  if (element.ariaLabel !== null) return element.ariaLabel;
  const copy = (labelOf(element) ?? element).cloneNode(true);
  if (!(copy instanceof Element)) return "";
  for (const each of copy.querySelectorAll("[aria-hidden], kbd")) each.remove();
  return copy.textContent?.trim() ?? "";
}

function labelOf(element: HTMLElement): Element | undefined {
  const isField =
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLButtonElement;
  return (isField && element.labels?.[0]) || undefined;
}

/** Switch the keys on or off in this browser. */
export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, "off");
  showWhether();
}

/** Buttons show their keys only where these do something. */
const showWhether = (): boolean =>
  document.documentElement.toggleAttribute("data-keys-off", !keysAreOn());
