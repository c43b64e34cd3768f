// What changes something. Perhaps no answer comes: sent again, it is done once all the same.

import { post, Problem, Unreached } from "./api.js";
import { attempt, isOpen } from "../shared/keys.js";
import { session } from "./session.js";

const UNSURE = "it may or may not be done. Nothing you typed is lost: press again, and it is not done twice.";
const BUSY = "Too much at once. Nothing you typed is lost: press again in a moment, and it is not done twice.";
const EARLIER =
  "This had been done already when it was pressed before, with what stood here then. Look at that first; press again only if this is wanted as well.";

const open = new Map(); // by who sent what: the attempt at a write whose end is not known

/**
 * A write with a key: the same one however often it has to be sent, until its end is known. What is
 * sent may be changed in between: if it had been done already, that is said, and not done again.
 * The same words for the same path are the same attempt, also when their dialog is opened anew.
 */
export function once(path) {
  let mine = null;
  return async function send(body) {
    const words = JSON.stringify([session()?.staff.staff_id, path, body]);
    mine ??= open.get(words) ?? attempt();
    open.set(words, mine);
    try {
      const answer = await post(path, body, { key: mine.key() });
      ended(answer.status);
      return answer;
    } catch (failure) {
      ended(failure.status);
      throw inWords(failure);
    }
  };

  function ended(status) {
    if (!mine.ended(status)) return;
    for (const [words, each] of open) if (each === mine) open.delete(words);
    mine = null;
  }
}

/** A write that the server knows again by itself, or by the version that `how.ifMatch` names. */
export async function change(path, body, how) {
  try {
    return await post(path, body, how);
  } catch (failure) {
    throw inWords(failure);
  }
}

/** May it have been done, or will the same pass in a moment? */
export const isUnsure = (failure) =>
  failure instanceof Unreached || (failure instanceof Problem && isOpen(failure.status));

function inWords(failure) {
  if (failure.kind === "idempotency-conflict") failure.message = EARLIER;
  else if (failure instanceof Unreached) failure.message = `The clinic's server cannot be reached: ${UNSURE}`;
  else if (failure.status >= 500) failure.message = `Something went wrong at the clinic's server: ${UNSURE}`;
  else if (failure.status === 429 && !failure.body.detail) failure.message = BUSY;
  return failure;
}
