// What an erasure takes away, leaves, and is kept from by, in words.

import type { Schemas } from "../../shared/api";
import { bornSaid, dayAndClock, localDate } from "../../shared/time";
import { bySaid } from "../call-words";
import { t, tn, tOr } from "../words";

type Preview = Schemas["ErasurePreview"];
export type Blocker = Preview["blockers"][number];

/** "2 × call" */
export const goesSaid = ({ what, count }: Preview["goes"][number]): string =>
  t("record.goes.line", { count, what: tOr(`record.goes.of.${what}`, what) });

/** Why something stays, how many there are of it and until when. */
export function staysSaid({ what, count, until, why }: Preview["stays"][number], zone: string) {
  const kept = until ? t("record.stays.until", { date: bornSaid(localDate(until, zone)) }) : "";
  return { name: t(`record.stays.of.${what}`, { count }), why: [why, kept].join(" ").trim() };
}

/** What has to be done before they can be erased, said of each thing once. */
export function blockersSaid({ person_id, blockers }: Preview, zone: string): string[] {
  return [...new Set(blockers.map((each) => blockerSaid(each, person_id, zone)))];
}

function blockerSaid(blocker: Blocker, personId: string, zone: string): string {
  const { what, of, by, reason, at } = blocker;
  const when = at ? dayAndClock(at, zone) : "";
  if (what !== "legal-hold") return t(`record.blocked.${what}`, { when });
  const held = t("record.blocked.legal-hold", {
    who: bySaid(by ?? ""),
    when,
    reason: reason ?? "",
  });
  return of === personId ? held : `${held} ${t("record.blocked.elsewhere")}`;
}

/** How many names and numbers go with them; nothing where it is this one. */
export const togetherSaid = ({ people }: Preview): string =>
  people.length > 1 ? tn("record.together", people.length - 1) : "";
