// The call in hand as the queue shows it: whether it is still ours, also after a reload.

import { claim, compare, heldBefore, inHand, letGo } from "../claim";
import { draft } from "../drafts";
import { warn } from "../say";
import { session } from "../session";
import { t } from "../words";
import { callsIn, type QueueEntry } from "./waiting";

/**
 * Compare the call in hand with the list; and, as the list is seen first, open again what was in
 * hand before a reload. If that is no longer ours it is said, and `onLost` gets the note.
 */
export async function followCall(
  locationId: string,
  entries: readonly QueueEntry[],
  isFirst: boolean,
  onLost: (note: string) => void,
): Promise<void> {
  const me = session()?.staff.staff_id ?? "";
  const entryOf = (id: string) => callsIn(entries).find((entry) => entry.callback_id === id);
  const card = inHand()?.card;
  if (card?.location_id === locationId) compare(entryOf(card.callback_id), me);
  const before = isFirst ? heldBefore() : null;
  if (before?.location_id !== locationId) return;
  if (entryOf(before.callback_id)?.claimed_by === me) return claim(before.callback_id);
  const note = draft(`note-${before.callback_id}`);
  letGo();
  if (!note) return;
  onLost(note);
  warn(t("queue.lost.told"));
}
