// What the desk is told: read out by screen readers, and shown for a while at the foot of the page.

import { type Signal, signal } from "@preact/signals";
import { type ComponentChildren, render } from "preact";
import { isOpen } from "../shared/keys";
import { Problem, Unreached } from "./api";
import { place as addressNow } from "./desk";
import { messageOf } from "./failure-words";
import { addKeys, keysAreOn } from "./keys";
import { KeyHint } from "./ui/key-hint";
import { t } from "./words";

const SHOWN_FOR = 6000; // milliseconds; what went wrong stays until it is put away or over
const OFFERED_FOR = 10000; // a way back
const READ_OUT = 1000; // then it is left to what is shown: nobody comes upon it a second time
const MOST = 4;

/** What takes back the thing that is said, by a button or its key. */
export interface WayBack {
  words: string;
  key: string;
  act: () => void;
}

/** A way back, as it is offered. */
export interface Offered {
  /** Put it away. */
  away(): void;
  /** Let it stand until it is put away. */
  stay(): void;
}

interface Line {
  id: number;
  text: string;
  kind: "good" | "bad";
  /** The view in which something was refused: it is over once another is open. */
  refusedIn?: string;
  way?: WayBack;
}

const lines = signal<Line[]>([]);
const polite = signal("");
const urgent = signal("");
let counted = 0;
let latest: Offered | null = null; // one way back at a time: from what was done last

/** Something happened as it should. */
export function say(text: string): void {
  endRefusals();
  announce(polite, text);
  const { away, isUsed } = put({ text, kind: "good" });
  passes(away, isUsed, SHOWN_FOR);
}

/** Something happened as it should, and for a while there is a way back. */
export function offer(text: string, way: WayBack): Offered {
  latest?.away();
  endRefusals();
  const by = keysAreOn() ? ` ${t("common.by_key", { words: way.words, key: way.key })}` : "";
  announce(polite, text + by);
  const { away, isUsed, isShown } = put({ text, kind: "good", way });
  const pass = () => {
    if (isShown()) addKeys({ [way.key]: { words: "", act: () => say(t("common.too_late")) } });
    away();
  };
  const stay = passes(pass, isUsed, OFFERED_FOR);
  latest = { away, stay };
  return latest;
}

/** Something went wrong and somebody has to know. Gives what puts it away, once it is over. */
export function warn(text: string): () => void {
  announce(urgent, text);
  return put({ text, kind: "bad" }).away;
}

/**
 * What was just tried cannot be done, and nothing was changed by it. That stands until something
 * else is done, or another view is open. What was said of something done before is put away, so that
 * it isn't taken for this. Gives what puts it away.
 */
export function refuse(text: string): () => void {
  endPraise();
  announce(urgent, text);
  return put({ text, kind: "bad", refusedIn: addressNow().view }).away;
}

/** Put away what was refused: something else was done. */
export function endRefusals(): void {
  if (lines.peek().some(isRefusal)) lines.value = lines.peek().filter((each) => !isRefusal(each));
}

/** Put away what was done, but for what can still be taken back. */
function endPraise(): void {
  const isPraise = ({ kind, way }: Line): boolean => kind === "good" && !way;
  if (lines.peek().some(isPraise)) lines.value = lines.peek().filter((each) => !isPraise(each));
}

const isRefusal = ({ refusedIn }: Line): boolean => refusedIn !== undefined;

/** Have it read out, once; the same words again are read out again. */
function announce(region: Signal<string>, text: string): void {
  region.value = text;
  setTimeout(() => {
    if (region.value === text) region.value = "";
  }, READ_OUT);
}

/** Put it away after a while, but not from under whoever is at it; gives what calls that off. */
function passes(away: () => void, isUsed: () => boolean, after: number): () => void {
  let timer = setTimeout(pass, after);
  function pass(): void {
    if (isUsed()) timer = setTimeout(pass, READ_OUT);
    else away();
  }
  return () => clearTimeout(timer);
}

/** Say why a call failed, in its own words. Gives what puts it away. */
export function explain(failure: unknown): () => void {
  const isTold = failure instanceof Problem || failure instanceof Unreached;
  if (!isTold) console.error(failure);
  const isRefused = failure instanceof Problem && !isOpen(failure.status);
  return (isRefused ? refuse : warn)(messageOf(failure));
}

interface Put {
  away(): void;
  /** Somebody is at one of its buttons. */
  isUsed(): boolean;
  isShown(): boolean;
}

/** Show a line. */
function put(given: Omit<Line, "id">): Put {
  const line = { ...given, id: ++counted };
  const others = lines.value.filter((each) => each.text !== line.text);
  lines.value = [...others, line].slice(-MOST);
  return {
    away() {
      lines.value = lines.value.filter((each) => each.id !== line.id);
    },
    isShown: () => lines.peek().some((each) => each.id === line.id),
    isUsed: () =>
      document.activeElement?.closest("[data-line]")?.getAttribute("data-line") === `${line.id}`,
  };
}

function ShownLine({ line }: { line: Line }): ComponentChildren {
  const away = () => {
    lines.value = lines.value.filter((each) => each.id !== line.id);
  };
  return (
    <div class={`line ${line.kind}`} data-line={line.id}>
      <span>{line.text}</span>
      {line.way && <Way way={line.way} />}
      <button type="button" class="plain" aria-label={t("common.dismiss")} onClick={away}>
        ✕
      </button>
    </div>
  );
}

const Way = ({ way: { words, key, act } }: { way: WayBack }): ComponentChildren => (
  <button type="button" class="second slim" aria-keyshortcuts={key} onClick={act}>
    {words} <KeyHint of={key} />
  </button>
);

/** Read out, and not shown. Neither region is touched for the sake of the other one. */
const Polite = (): ComponentChildren => (
  <div class="unseen" role="status">
    {polite.value}
  </div>
);
const Urgent = (): ComponentChildren => (
  <div class="unseen" role="alert">
    {urgent.value}
  </div>
);

function Said(): ComponentChildren {
  return (
    <>
      <Polite />
      <Urgent />
      <div class="said">
        {lines.value.map((line) => (
          <ShownLine key={line.id} line={line} />
        ))}
      </div>
    </>
  );
}

window.addEventListener("hashchange", () => {
  const { view } = addressNow();
  const isOver = ({ refusedIn = view }: Line) => refusedIn !== view;
  if (lines.peek().some(isOver)) lines.value = lines.peek().filter((each) => !isOver(each));
});

const place = document.createElement("div");
document.body.append(place);
render(<Said />, place);
