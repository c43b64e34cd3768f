// Staff note that two names are one person's, or are not, and may take either back.

import type { Schemas } from "../../shared/api";
import { explain, offer, say } from "../say";
import { t } from "../words";
import { change, isUnsure } from "../writes";
import { nameSaid, type ShortlyNamed } from "./name-said";

export type LinkVerb = "merge" | "split";

const BACK = { merge: "split", split: "merge" } as const;
const KEY = "z";

export interface ToLink {
  verb: LinkVerb;
  /** Whose page is open. */
  personId: string;
  other: ShortlyNamed & { person_id: string };
  /** Called after each change. */
  changed(): void;
}

/** Do it, say so, and offer the way back. */
export async function linkPeople(link: ToLink): Promise<void> {
  try {
    await send(link, link.verb);
  } catch (failure) {
    explain(failure);
    return;
  }
  offerWayBack(link);
  link.changed();
}

const send = ({ personId, other }: ToLink, verb: LinkVerb) =>
  change<Schemas["Linked"]>(`people/${personId}/${verb}`, { person_id: other.person_id });

function offerWayBack(link: ToLink): void {
  const name = nameSaid(link.other);
  let isUnderWay = false;
  let wrong: (() => void) | null = null; // puts away what went wrong before

  async function act(): Promise<void> {
    if (isUnderWay) return;
    isUnderWay = true;
    offered.stay();
    wrong?.();
    try {
      await send(link, BACK[link.verb]);
      offered.away();
      say(t(`find.undone.${link.verb}`, { name }));
      link.changed();
    } catch (failure) {
      if (!isUnsure(failure)) offered.away();
      wrong = explain(failure);
    }
    isUnderWay = false;
  }

  const words = t(`find.done.${link.verb}`, { name });
  const offered = offer(words, { words: t("find.undo"), key: KEY, act });
}
