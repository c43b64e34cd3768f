// Sends the form as JSON, once, however often it takes.

import type { Schemas } from "../../shared/api";
import { type Ending, endingOf } from "../../shared/ending";
import { attempt } from "../../shared/keys";
import { ask, type Refused } from "../ask";
import { byId, t } from "../page";
import { isOnline } from "../places";
import type { Receipt, Sent } from "../sent";
import { asKnown, helpAtOnce, helpIfTicked, helpUnread } from "./crisis-help";
import { forgetDraft, keepDraft } from "./draft";
import { clearErrors, notify, showErrors } from "./errors";
import { field, form, isBox, isChecked, say } from "./fields";
import { chosenStart } from "./first-times";
import { showReceipt } from "./receipt";

type Crisis = Receipt["crisis"];
type Online = Schemas["OnlineBooking"];

/** Boxes without which a field is not asked for. */
const BOXES: Record<string, string> = {
  current_medication: "screening-current-medication",
  on_behalf_of: "for_someone_else",
};
const LISTS = ["call_days", "screening"];
const button = byId<HTMLButtonElement>("send");
const label = button.textContent;

/** True once it was sent, and nobody knows how that ended; the server says so where it drew that. */
let unsureBefore = new URL(form.action).searchParams.has("unsure");

class NotOursError extends Error {}

/** True where somebody answered in our place: a firewall, a network's own page. */
const isOfOthers = (failure: unknown): boolean =>
  failure instanceof NotOursError || failure instanceof SyntaxError; // the answer was no JSON

/** Sends what is in the form; one press at a time. */
export async function pressSend(): Promise<void> {
  if (button.disabled) return;
  button.disabled = true;
  button.textContent = t("typing.sending");
  say(t("typing.sending_now"));
  clearErrors();
  keepDraft();
  try {
    await send();
  } catch (failure) {
    unsureBefore = true;
    notify("unreached", { ending: "unknown" }); // no answer, or none of ours: the same key goes with the next try
    if (isOfOthers(failure)) helpUnread("unknown");
    else helpIfTicked("unknown");
  } finally {
    button.disabled = false;
    button.textContent = label;
  }
}

async function send(): Promise<void> {
  const body = content();
  const key = field("idempotency_key");
  const sending = attempt(key.value);
  const headers = { "Idempotency-Key": sending.key() };
  const answer = await ask<Receipt>("POST", "requests", { body, headers });
  if (answer.ok && !answer.said.promise) throw new NotOursError("no receipt");
  sending.ended(answer.status);
  key.value = sending.key();
  if (!answer.ok) {
    const ending = endingOf(answer.status, unsureBefore);
    unsureBefore = ending === "unknown";
    return refused(answer, ending);
  }
  forgetDraft();
  const event = { sent: sentOf(body), receipt: answer.said, start: chosenStart() };
  showReceipt(event, isOnline(chosenService()?.dataset.online as Online));
}

function content(): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  const data = new FormData(form);
  for (const [name, value] of data) {
    if (value === "" || name === "idempotency_key" || !isAsked(name)) continue;
    if (LISTS.includes(name)) sent[name] = data.getAll(name);
    else sent[name] = isBox(byName(name)) ? true : value;
  }
  return sent;
}

/** False for a field whose box is not checked. */
function isAsked(name: string): boolean {
  const box = BOXES[name];
  return !box || isChecked(box);
}

/** The field of a name; null for choices of which there are several. */
function byName(name: string): Element | null {
  const found = form.elements.namedItem(name);
  return found instanceof Element ? found : null;
}

const chosenService = (): HTMLOptionElement | undefined =>
  byId<HTMLSelectElement>("service_id").selectedOptions[0];

function sentOf(body: Record<string, unknown>): Sent {
  const service = chosenService()?.textContent ?? "";
  return { ...(body as unknown as Omit<Sent, "service">), service };
}

/** False of an answer that was given before the application saw the form, by the gateway, say. */
const isRead = ({ type, unread }: Refused["said"]): boolean =>
  !unread && String(type).startsWith("urn:frontdesk:problem:");

function refused({ status, said: problem }: Refused, ending: Ending): void {
  showErrors(problem, { status, ending });
  const crisis = problem.crisis as Crisis | undefined;
  if (!isRead(problem)) helpUnread(ending);
  else if (crisis) helpAtOnce(asKnown(crisis, ending));
  else helpIfTicked(ending);
  keepDraft();
}
