// Automatic logoff: a screen that nobody uses warns, and is then locked.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { idleClock } from "./idle-clock";
import { onInput } from "./presence";
import { onTold, tell } from "./tabs";
import { type Opened, openDialog } from "./ui/dialog";
import { t, tn } from "./words";

export interface IdleOptions {
  /** After so many without any input, in this tab and in others of the same person … */
  minutes: number;
  /** … this is called; it resolves when somebody is back. */
  lock: () => Promise<void>;
  /** True if the screen is locked for another reason. */
  isLocked: () => boolean;
}

/** Watch for input from now on. */
export function watchIdle({ minutes, lock, isLocked }: IdleOptions): void {
  const clock = idleClock(minutes, Date.now());
  const warning = idleWarning(here);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function here(): void {
    if (warning.isOpen()) return; // it wants an answer: a key that put it away would land behind it
    if (clock.here(Date.now())) tell("here");
  }

  async function look(): Promise<void> {
    clearTimeout(timer);
    if (isLocked()) clock.hereElsewhere(Date.now());
    const { kind, left } = clock.stands(Date.now());
    if (kind === "ask") warning.show(left);
    else warning.close();
    if (kind === "over") {
      await lock();
      clock.hereElsewhere(Date.now());
    }
    clearTimeout(timer);
    timer = setTimeout(look, clock.stands(Date.now()).lookIn);
  }

  listen(here, look);
  onTold("here", () => {
    clock.hereElsewhere(Date.now());
    warning.close();
  });
  look();
}

function listen(here: () => void, look: () => void): void {
  onInput(here);
  // A machine that slept did not count: look as soon as it is awake.
  document.addEventListener("visibilitychange", () => !document.hidden && look());
  window.addEventListener("focus", look);
}

/** The question whether somebody is still here; `answered()` when somebody says so. */
function idleWarning(answered: () => void) {
  let open: Opened<"unasked"> | null = null;

  function show(left: number): void {
    const seconds = Math.ceil(left / 1000);
    const inside = (dialog: Opened<"unasked">) => (
      <StillHere seconds={seconds} stay={() => dialog.close()} />
    );
    if (open) {
      open.show(inside(open));
      return;
    }
    openDialog<"unasked">({
      title: t("session.still_here"),
      content(dialog) {
        open = dialog;
        dialog.element.setAttribute("role", "alertdialog");
        return inside(dialog);
      },
    }).then((answer) => {
      open = null;
      if (answer !== "unasked") answered();
    });
  }

  return { show, isOpen: () => open !== null, close: () => open?.close("unasked") };
}

function StillHere({ seconds, stay }: { seconds: number; stay: () => void }): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    queueMicrotask(() => button.current?.focus()); // the dialog opens right after it is drawn
  }, []);
  return (
    <>
      <p>
        <span class="figure">{tn("session.locks_in", seconds)}</span> {t("session.typed_is_kept")}
      </p>
      <div class="buttons">
        <button type="button" class="first" ref={button} onClick={stay}>
          {t("session.i_am_here")}
        </button>
      </div>
    </>
  );
}
