// Staff note that two names are one person's, or are not, and may take either back.

import type { Schemas } from "../../shared/api";
import { explain, say } from "../say";
import { offerWayBack } from "../way-back";
import { t } from "../words";
import { change } from "../writes";
import { nameSaid, type ShortlyNamed } from "./name-said";

export type LinkVerb = "merge" | "split";

const BACK = { merge: "split", split: "merge" } as const;

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
  const { verb, changed } = link;
  const name = nameSaid(link.other);
  offerWayBack({
    said: t(`find.done.${verb}`, { name }),
    words: t("find.undo"),
    back: () => send(link, BACK[verb]),
    onBack() {
      say(t(`find.undone.${verb}`, { name }));
      changed();
    },
  });
  changed();
}

const send = ({ personId, other }: ToLink, verb: LinkVerb) =>
  change<Schemas["Linked"]>(`people/${personId}/${verb}`, { person_id: other.person_id });
