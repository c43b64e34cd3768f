// Which outcomes are asked once more. Pure.

import type { Schemas } from "../../shared/api";
import type { Disposition } from "../call-words";

export type Doubt = "wrong-number" | "do-not-contact" | "voicemail-left";

type Known = Pick<Schemas["CallbackCard"], "may_leave_voicemail">;

/** Why one more question is due: it is grave, or was not allowed. */
export function doubtOf(disposition: Disposition, card: Known): Doubt | null {
  if (disposition === "wrong-number" || disposition === "do-not-contact") return disposition;
  if (disposition === "voicemail-left" && !card.may_leave_voicemail) return disposition;
  return null;
}
