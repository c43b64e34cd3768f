// The words of what people were told by email, and of what became of it.

import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { desk } from "../desk";
import { t, tOr } from "../words";

export type MessageShown = Schemas["MessageShown"];
type Told = Pick<MessageShown, "state" | "why" | "came_back">;

/** What a message tells. */
export const kindSaid = (kind: string): string => tOr(`message.kind.${kind}`, kind);

/** Why it did not go; what the provider said of it is no word that anybody here needs. */
const whySaid = ({ state, why }: Told): string =>
  tOr(`message.why.${why}`, t(state === "called-off" ? "message.why.off" : "message.why.failed"));

const when = (at: string): string => dayAndClock(at, desk.location.zone);

/** How a message stands: what happened to it, and when. */
export function stateSaid(message: MessageShown): string {
  const { state, sent_at: sentAt, due_at: dueAt, came_back: back } = message;
  const sent = sentAt ? t("message.sent", { when: when(sentAt) }) : null;
  if (state === "waiting") {
    const next = t(message.why ? "message.tried" : "message.waits", {
      when: when(dueAt ?? message.send_at),
    });
    const bounced = back && t(`message.state.${back}`);
    return [sent, bounced, next].filter(Boolean).join(". ");
  }
  if (state === "sent" && sent && !back) return sent;
  return [sent, notSentSaid(message)].filter(Boolean).join(". ");
}

/** The same of one that did not go, or did not arrive. */
export function notSentSaid(told: Told): string {
  if (told.came_back) return t(`message.state.${told.came_back}`);
  return t("message.state.not_sent", { why: whySaid(told) });
}

/** Where it went, or goes. */
export function toSaid({ to, to_another: isElsewhere }: MessageShown): string {
  if (to) return t("message.to", { address: to });
  return t(isElsewhere ? "message.to_another" : "message.to_none");
}
