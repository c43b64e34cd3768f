// What is said once something was done with an appointment.

import { t } from "../words";
import type { Sent, Verb } from "./change-appointment";

/** What was done, and what came of it besides. */
export function doneSaid(of: { first_name: string }, verb: Verb, sent: Sent = {}): string {
  const { first_name: name } = of;
  if (verb === "undo") return sent.step ? t(`day.undone.${sent.step}`, { name }) : "";
  const done = t(`day.done.${verb}`, { name });
  return sent.owe_call ? `${done} ${t("day.done.queued")}` : done;
}
