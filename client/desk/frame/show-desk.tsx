// Shows the desk to whoever is signed in, as soon as the clinic was read.

import { type JSX, render } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { loadClinic } from "../desk";
import { messageOf } from "../failure-words";
import { listenForKeys } from "../keys";
import { pageRoot } from "../page";
import type { Staff } from "../session";
import { t } from "../words";
import { Frame } from "./frame";

/** Show the desk to `staff`. `leave` signs them out. Resolves once it is there. */
export async function showDesk(staff: Staff, leave: () => void): Promise<void> {
  const root = pageRoot();
  await clinicLoaded(root, leave);
  render(<Frame staff={staff} leave={leave} />, root);
  listenForKeys();
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault(); // the address says which view is open, and goes on saying so
    document.getElementById("main")?.focus();
  });
}

/** Nothing can be shown without the clinic: say why, and wait until somebody wants to try again. */
async function clinicLoaded(root: HTMLElement, leave: () => void): Promise<void> {
  for (;;) {
    render(<Loading />, root);
    try {
      await loadClinic();
      return;
    } catch (failure) {
      const text = messageOf(failure);
      await new Promise<void>((again) =>
        render(<NotLoaded text={text} again={again} leave={leave} />, root),
      );
    }
  }
}

const Loading = (): JSX.Element => (
  <main id="main">
    <p role="status">{t("frame.loading")}</p>
  </main>
);

interface NotLoadedProps {
  text: string;
  again: () => void;
  leave: () => void;
}

function NotLoaded({ text, again, leave }: NotLoadedProps): JSX.Element {
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  return (
    <main id="main">
      <div class="card stack">
        <p role="alert">{text}</p>
        <div class="row">
          <button type="button" class="first" ref={first} onClick={again}>
            {t("frame.try_again")}
          </button>
          <button type="button" class="second" onClick={leave}>
            {t("frame.sign_out")}
          </button>
        </div>
      </div>
    </main>
  );
}
