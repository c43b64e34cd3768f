// What stands below a list that is read page by page.

import type { JSX } from "preact";
import { t } from "../words";
import type { Read } from "./read-pages";

interface PagesFootProps {
  state: Read;
  /** What to say of a list with nothing in it; null where something is. */
  none: string | null;
  more: () => void;
}

export function PagesFoot({ state, none, more }: PagesFootProps): JSX.Element | null {
  if (state.is === "reading") return <p class="quiet">{t("queue.loading")}</p>;
  if (state.is === "all") return none ? <p class="quiet">{none}</p> : null;
  const isFailed = state.is === "failed";
  return (
    <>
      {isFailed && <p>{state.why}</p>}
      <button type="button" class="second" onClick={more}>
        {t(isFailed ? "queue.read_again" : "queue.more")}
      </button>
    </>
  );
}
