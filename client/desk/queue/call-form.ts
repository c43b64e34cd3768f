// What the desk types about a call that came in, and what of it is sent. Pure.

import type { Schemas } from "../../shared/api";

/** As it stands in the form. */
export interface CallTyped {
  phone: string;
  name: string;
  source: string;
  urgency: string;
  reason: string;
  note: string;
  /** For whom they call, where that is somebody else. */
  on_behalf_of: string;
  voicemail: boolean;
  claim: boolean;
}

export const BLANK: CallTyped = {
  phone: "",
  name: "",
  source: "incoming-call",
  urgency: "routine",
  reason: "",
  note: "",
  on_behalf_of: "",
  voicemail: false,
  claim: true,
};

/** What was typed and kept, or a form with nothing but what is known of the caller. */
export function typedBefore(
  kept: string | null,
  known: Partial<Pick<CallTyped, "name" | "phone" | "claim">> = {},
): CallTyped {
  const { name = "", phone = "", claim = true } = known;
  const fresh = { ...BLANK, name, phone, claim };
  try {
    return { ...fresh, ...JSON.parse(kept ?? "{}") };
  } catch {
    return fresh;
  }
}

/** True while there is nothing but a number, which may lead to whoever calls. */
export const isNumberAlone = (typed: CallTyped): boolean => {
  const { phone, name, reason, note, on_behalf_of: other } = typed;
  return phone.trim() !== "" && !(name + reason + note + other).trim();
};

/** True if whoever called has not hung up: their call is taken as it comes in. */
export const isOnLine = ({ source, claim }: CallTyped): boolean =>
  source === "incoming-call" && claim;

/** What is sent: what is not known is left out, and stays as it was. */
export function bodyOf({ voicemail, ...given }: CallTyped): Record<string, unknown> {
  const filled = Object.entries(given).filter(([, value]) => value !== "");
  return {
    reason: "",
    phone: "",
    ...Object.fromEntries(filled),
    ...(voicemail && { may_leave_voicemail: true }),
  };
}

/** How it went: joined with a callback that was open or not, ours or a colleague's. */
export function outcomeOf(
  { merged, claimed }: Schemas["IncomingCallLogged"],
  typed: CallTyped,
): { where: "joined" | "opened"; isColleagues: boolean } {
  return { where: merged ? "joined" : "opened", isColleagues: typed.claim && !claimed };
}
