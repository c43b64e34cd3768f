// What changes something. Perhaps no answer comes: sent again, it is done once all the same.

import { type Attempt, attempt, isOpen } from "../shared/keys";
import { type Answer, type How, Problem, post, Unreached } from "./api";
import { session } from "./session";
import { t } from "./words";

const open = new Map<string, Attempt>(); // by who sent what: attempts at writes whose end is not known

/**
 * A write with a key: the same one however often it has to be sent, until its end is known. What is
 * sent may be changed in between: if it had been done already, that is said, and not done again.
 * The same words for the same path are the same attempt, also when their dialog is opened anew.
 */
export function once<T>(path: string): (body?: unknown) => Promise<Answer<T>> {
  let mine: Attempt | null = null;

  function ended(status: number | undefined): void {
    if (!mine?.ended(status)) return;
    for (const [words, each] of open) if (each === mine) open.delete(words);
    mine = null;
  }

  return async function send(body?: unknown): Promise<Answer<T>> {
    const words = JSON.stringify([session()?.staff.staff_id, path, body]);
    mine ??= open.get(words) ?? attempt();
    open.set(words, mine);
    try {
      const answer = await post<T>(path, body, { key: mine.key() });
      ended(answer.status);
      return answer;
    } catch (failure) {
      ended(failure instanceof Problem ? failure.status : undefined);
      throw inWords(failure);
    }
  };
}

/** A write that the server knows again by itself, or by the version that `how.ifMatch` names. */
export async function change<T>(path: string, body?: unknown, how?: How): Promise<Answer<T>> {
  try {
    return await post<T>(path, body, how);
  } catch (failure) {
    throw inWords(failure);
  }
}

/** True if it may have been done, or if the same will pass in a moment. */
export const isUnsure = (failure: unknown): boolean =>
  failure instanceof Unreached || (failure instanceof Problem && isOpen(failure.status));

function inWords(failure: unknown): unknown {
  if (failure instanceof Unreached) failure.message = t("write.unreached");
  if (!(failure instanceof Problem)) return failure;
  if (failure.kind === "idempotency-conflict") failure.message = t("write.earlier");
  else if (failure.status >= 500) failure.message = t("write.failed");
  else if (failure.status === 429 && !failure.body.detail) failure.message = t("write.busy");
  return failure;
}
