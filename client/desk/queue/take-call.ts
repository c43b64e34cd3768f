// Taking a call: the next one, or a chosen one.

import type { Schemas } from "../../shared/api";
import { Problem } from "../api";
import { claim, take } from "../claim";
import { explain, refuse, say } from "../say";
import { t } from "../words";
import { once } from "../writes";

/** Take whoever is owed a call next; if nobody may be called now, that is said. */
export async function takeNext(locationId: string): Promise<void> {
  const path = `locations/${locationId}/queue/claim`;
  try {
    const { data } = await once<Schemas["CallInHand"] | null>(path)();
    if (data) take(data);
    else say(t("queue.nobody_now"));
  } catch (failure) {
    explain(failure);
  }
}

/** Take a chosen callback; if somebody was faster, that is said. */
export async function takeChosen(id: string): Promise<void> {
  try {
    await claim(id);
  } catch (failure) {
    const kind = failure instanceof Problem ? failure.kind : "";
    if (kind === "already-claimed") refuse(t("queue.taken"));
    else if (kind === "callback-closed") refuse(t("queue.closed"));
    else explain(failure);
  }
}
