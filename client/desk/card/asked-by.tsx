// Who asked, where somebody else did: a spouse for a spouse, a parent for a child.

import type { JSX } from "preact";
import { Phrase } from "../ui/phrase";
import { t } from "../words";
import type { Request } from "./call-record";
import { detail, type Line } from "./event-details";
import type { PersonInCall } from "./people-inside";

/** In a call, for one of the people in it. */
export function AskedBy({ person }: { person: PersonInCall | undefined }): JSX.Element | null {
  if (!person?.by_another) return null;
  const { asked_by: names } = person;
  if (!names.length) return <p class="small asked-by">{t("card.asked_by_another")}</p>;
  return (
    <p class="small asked-by">
      <Phrase of="card.asked_by" holes={{ name: <bdi>{names.join(", ")}</bdi> }} />
    </p>
  );
}

/** In a request, as its sender wrote it. */
export function AskedFor({ request }: { request: Request }): JSX.Element | null {
  const { name, on_behalf_of: other } = request;
  if (!other) return null;
  const holes = { name: <bdi>{name}</bdi>, other: <bdi>{other}</bdi> };
  return (
    <p class="small asked-by">
      <Phrase of="card.asked_for" holes={holes} />
    </p>
  );
}

/** In a line of a history, after what happened. */
export function AskedInLine({ line }: { line: Line }): JSX.Element | null {
  const name = detail(line, "asked_by");
  if (!name && !line.details?.by_another) return null;
  if (!name) return <span>{t("card.line_asked_by_another")}</span>;
  return <Phrase of="card.line_asked_by" holes={{ name: <bdi>{name}</bdi> }} />;
}
