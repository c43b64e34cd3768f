// The report that is asked for, read whenever that changes.

import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../api";
import { explain } from "../say";
import { sortProblem } from "../ui/field";
import { type Asked, type Report, readReport } from "./read-report";
import type { Range } from "./report-range";

interface Reading {
  shown: Report | "nothing yet" | "failed";
  /** What the server says of the days, by field. */
  wrong: Partial<Range>;
}

const NOTHING_YET: Reading = { shown: "nothing yet", wrong: {} };

/** Follows `asked`, the same object while it is the same question; null asks for nothing. */
export function useReport(asked: Asked | null): Reading & { again: () => void } {
  const [reading, setReading] = useState(NOTHING_YET);
  const turn = useRef(0);

  async function read(): Promise<void> {
    const mine = ++turn.current;
    if (!asked) return setReading(NOTHING_YET);
    const next = await attempt(asked);
    if (mine === turn.current) setReading(next());
  }

  useEffect(() => {
    read();
    return () => {
      turn.current++; // what comes later is not wanted any more
    };
  }, [asked]);

  return { ...reading, again: read };
}

/** Reads it; gives what is then shown, and says what failed only if that is still wanted. */
async function attempt(asked: Asked): Promise<() => Reading> {
  try {
    const shown = await readReport(asked);
    return () => ({ shown, wrong: {} });
  } catch (failure) {
    return () => refused(failure);
  }
}

function refused(failure: unknown): Reading {
  const { wrong } =
    failure instanceof Problem ? sortProblem(failure, ["from", "to"] as const) : { wrong: {} };
  if (Object.keys(wrong).length) return { shown: "nothing yet", wrong };
  explain(failure);
  return { shown: "failed", wrong: {} };
}
