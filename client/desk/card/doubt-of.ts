// Which outcomes are asked once more. Pure.

import type { Schemas } from "../../shared/api";
import { type Disposition, groupOf } from "../call-words";

export type Doubt = "wrong-number" | "do-not-contact" | "voicemail-left" | "crisis";

type Known = Pick<Schemas["CallbackCard"], "urgency" | "may_leave_voicemail">;

/** Why one more question is due: it is grave, or was not allowed, or ends the call of a crisis. */
export function doubtOf(disposition: Disposition, card: Known): Doubt | null {
  if (disposition === "wrong-number" || disposition === "do-not-contact") return disposition;
  if (disposition === "voicemail-left" && !card.may_leave_voicemail) return disposition;
  const closes = groupOf(disposition) !== "no_contact";
  return closes && card.urgency === "crisis" ? "crisis" : null;
}
