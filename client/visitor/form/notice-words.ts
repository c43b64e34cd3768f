// Which words stand above a form that got no receipt, as web/notices.py has it without script.

import { type Ending, endingOf } from "../../shared/ending";

/** How it ended: the answer's status, if one came, and what is known all in all. */
export interface Ended {
  status?: number;
  ending: Ending;
}

/** The words for a kind of problem that has none of its own: only as much as is known. */
const UNNAMED: Record<Ending, string> = {
  kept: "other",
  refused: "refused",
  earlier: "idempotency-conflict",
  unknown: "other",
};

/** Kinds whose title stays true, however a try before ended. */
const TELLS_WHAT_TO_MEND = ["invalid-input", "body-too-large"];

/** Under which keys of `texts` the title and the text stand. */
export function noticeOf(
  kind: string,
  { status, ending }: Ended,
  texts: object,
): { title: string; text: string } {
  const now = endingOf(status);
  const known = `notice.${kind}.title` in texts ? kind : UNNAMED[now];
  const said = { title: `notice.${known}.title`, text: `notice.${known}.text` };
  if (now !== "refused" || ending !== "unknown") return said;
  // A try before may have arrived.
  const title = TELLS_WHAT_TO_MEND.includes(known) ? said.title : "perhaps.title";
  return { title, text: "perhaps.text" };
}
