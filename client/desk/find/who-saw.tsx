// Who of the staff saw a person, when and how: for managers, and asked for by hand, since asking goes
// on record, too.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { get } from "../api";
import { bySaid } from "../call-words";
import { desk } from "../desk";
import { explain } from "../say";
import { useUniqueId } from "../ui/hooks";
import { t, tOr } from "../words";

type Look = Schemas["LookAtPerson"];

interface Pages {
  looks: Look[];
  cursor: string | null;
  status: "unasked" | "reading" | "read";
}

const UNASKED: Pages = { looks: [], cursor: null, status: "unasked" };

export function WhoSaw({ personId }: { personId: string }): JSX.Element {
  const id = useUniqueId();
  const list = useRef<HTMLOListElement>(null);
  const [pages, setPages] = useState(UNASKED);

  async function read(): Promise<void> {
    setPages({ ...pages, status: "reading" });
    try {
      const query = pages.cursor ? `?cursor=${encodeURIComponent(pages.cursor)}` : "";
      const { data } = await get<Schemas["LooksAtPerson"]>(`people/${personId}/looks${query}`);
      const looks = [...pages.looks, ...data.looks];
      setPages({ looks, cursor: data.next_cursor ?? null, status: "read" });
      list.current?.focus(); // the button may be gone
    } catch (failure) {
      setPages(pages);
      explain(failure);
    }
  }

  const { looks, cursor, status } = pages;
  const isWhole = status === "read" && !cursor;
  return (
    <section class="card stack" aria-labelledby={id}>
      <h3 id={id}>{t("find.looks.title")}</h3>
      <p class="small quiet">{t("find.looks.about")}</p>
      <ol class="timeline" ref={list} tabIndex={-1} hidden={!looks.length}>
        {looks.map((look, at) => (
          <LookLine key={`${look.at} ${at}`} look={look} />
        ))}
      </ol>
      <button
        type="button"
        class="second start"
        hidden={isWhole}
        disabled={status === "reading"}
        onClick={read}
      >
        {looks.length ? t("card.earlier") : t("find.looks.show")}
      </button>
    </section>
  );
}

const LookLine = ({ look }: { look: Look }): JSX.Element => (
  <li>
    <span>
      <b>{bySaid(look.by)}</b>
      {`: ${tOr(`find.looks.how.${look.how}`, look.how)}`}
    </span>
    <span class="small quiet">
      <time dateTime={look.at}>{dayAndClock(look.at, desk.location.zone)}</time>
    </span>
  </li>
);
