// What is found while somebody types.

import { useEffect, useRef, useState } from "preact/hooks";
import { messageOf } from "../failure-words";
import { type Found, findEverything } from "./find-everything";

const PAUSE = 150; // milliseconds without a key, before the clinic is asked

export interface FoundNow {
  /** What was found last, also while more is being looked for. */
  found: Found | null;
  /** True until what is typed now was looked for. */
  isLooking: boolean;
  /** Why nothing could be found. */
  wrong: string;
}

/** Whether a text is worth asking about: two characters, or one that no keyboard's letter is. */
export const isWorthAsking = (text: string): boolean =>
  text.length > 1 || /[^\0-\u024f]/u.test(text);

/** Look for what is typed, once typing pauses; only the last question's answer counts. */
export function useFound(typed: string): FoundNow {
  const text = typed.trim();
  const asked = useRef(0);
  const [answer, setAnswer] = useState({ text: "", found: null as Found | null, wrong: "" });

  useEffect(() => {
    const turn = ++asked.current;
    if (!isWorthAsking(text)) {
      setAnswer({ text, found: null, wrong: "" });
      return undefined;
    }
    const waiting = setTimeout(async () => {
      let found: Found | null = null;
      let wrong = "";
      try {
        found = await findEverything(text);
      } catch (failure) {
        wrong = messageOf(failure);
      }
      if (turn === asked.current) setAnswer({ text, found, wrong });
    }, PAUSE);
    return () => clearTimeout(waiting);
  }, [text]);

  return { found: answer.found, wrong: answer.wrong, isLooking: answer.text !== text };
}
