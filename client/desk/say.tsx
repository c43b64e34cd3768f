// What the desk is told: read out by screen readers, and shown for a while at the foot of the page.

import { signal } from "@preact/signals";
import { type ComponentChildren, render } from "preact";
import { Problem, Unreached } from "./api";
import { t } from "./words";

const SHOWN_FOR = 6000; // milliseconds; what went wrong stays until it is put away
const MOST = 4;

interface Line {
  id: number;
  text: string;
  kind: "good" | "bad";
}

const lines = signal<Line[]>([]);
const polite = signal("");
const urgent = signal("");
let counted = 0;

/** Something happened as it should. */
export function say(text: string): void {
  polite.value = text;
  const away = put({ text, kind: "good" });
  setTimeout(away, SHOWN_FOR);
}

/** Something went wrong and somebody has to know. Gives what puts it away, once it is over. */
export function warn(text: string): () => void {
  urgent.value = text;
  return put({ text, kind: "bad" });
}

/** Say why a call failed, in its own words. */
export function explain(failure: unknown): void {
  const isTold = failure instanceof Problem || failure instanceof Unreached;
  warn(failure instanceof Error && failure.message ? failure.message : t("common.failed"));
  if (!isTold) console.error(failure);
}

function put(given: Omit<Line, "id">): () => void {
  const line = { ...given, id: ++counted };
  const others = lines.value.filter((each) => each.text !== line.text);
  lines.value = [...others, line].slice(-MOST);
  return () => {
    lines.value = lines.value.filter((each) => each.id !== line.id);
  };
}

function ShownLine({ line }: { line: Line }): ComponentChildren {
  const away = () => {
    lines.value = lines.value.filter((each) => each.id !== line.id);
  };
  return (
    <div class={`line ${line.kind}`}>
      <span>{line.text}</span>
      <button type="button" class="plain" aria-label={t("common.dismiss")} onClick={away}>
        ✕
      </button>
    </div>
  );
}

function Said(): ComponentChildren {
  return (
    <>
      <div class="unseen" role="status">
        {polite.value}
      </div>
      <div class="unseen" role="alert">
        {urgent.value}
      </div>
      <div class="said">
        {lines.value.map((line) => (
          <ShownLine key={line.id} line={line} />
        ))}
      </div>
    </>
  );
}

const place = document.createElement("div");
document.body.append(place);
render(<Said />, place);
