// What happened with somebody, newest first, page by page.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import { explain } from "../say";
import { t } from "../words";
import { toldOf } from "./event-details";
import { EventLine, Looks } from "./event-line";

interface Pages {
  entries: Schemas["TimelineEntry"][];
  cursor: string | null;
  status: "reading" | "read" | "failed";
}

const NOTHING_YET: Pages = { entries: [], cursor: null, status: "reading" };

/** The pages of a timeline, each asked for when it is wanted. */
export function Timeline({ path }: { path: string }): JSX.Element {
  const [pages, setPages] = useState(NOTHING_YET);

  async function read({ entries, cursor }: Pages): Promise<void> {
    setPages({ entries, cursor, status: "reading" });
    try {
      const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
      const { data } = await get<Schemas["Timeline"]>(path + query);
      const next = data.next_cursor ?? null;
      setPages({ entries: [...entries, ...data.entries], cursor: next, status: "read" });
    } catch (failure) {
      setPages({ entries, cursor, status: "failed" });
      explain(failure);
    }
  }

  useLayoutEffect(() => {
    read(NOTHING_YET);
  }, [path]);

  const { entries, cursor, status } = pages;
  const lines = toldOf(entries);
  return (
    <>
      <ol class="timeline">
        {lines.map((entry, at) => (
          <EventLine key={`${entry.of} ${at}`} line={entry} />
        ))}
        {status === "read" && !lines.length && <li class="quiet">{t("card.no_events")}</li>}
      </ol>
      <button
        type="button"
        class="second start"
        hidden={!cursor && status !== "failed"}
        disabled={status === "reading"}
        onClick={() => read(pages)}
      >
        {t("card.earlier")}
      </button>
      <Looks lines={entries} />
    </>
  );
}
