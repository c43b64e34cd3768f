// What can be had for a wish, asked for anew a moment after each change. Nothing is kept.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Problem, post } from "../api";
import { messageOf } from "../failure-words";
import { sortProblem } from "../ui/field";
import { t } from "../words";
import { type Answer, datesOf, type Impossible, impossibleOf, type PlannedDate } from "./plan";
import { LIMITS, type SentWish } from "./wish";

const PAUSE = 250; // milliseconds after the last change of a wish

export const WISH_FIELDS = ["service_id", "wish.weekdays", ...LIMITS.map((name) => `wish.${name}`)];

/** What is sent of the wish. */
export interface PlanBody {
  service_id?: string;
  wish: SentWish;
}

export type Preview =
  | { kind: "looking" }
  | { kind: "dates"; dates: readonly PlannedDate[] }
  | { kind: "impossible"; why: Impossible }
  | { kind: "refused"; text: string; wrong: Partial<Record<string, string>> };

const LOOKING: Preview = { kind: "looking" };

export interface Plan {
  preview: Preview;
  setPreview: (preview: Preview) => void;
  /** Look after a pause, for what is wished by then. */
  lookSoon: () => void;
  look: (body: PlanBody) => void;
}

/** The plan for what `body` gives, looked for at once when this is first shown. */
export function usePlan(path: string, body: () => PlanBody): Plan {
  const [preview, setPreview] = useState<Preview>(LOOKING);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asking = useRef<AbortController | null>(null);
  const latest = useRef(body);
  latest.current = body;

  async function look(wanted: PlanBody): Promise<void> {
    clearTimeout(timer.current);
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    setPreview(LOOKING);
    try {
      const { data } = await post<Answer>(path, wanted, { signal: mine.signal });
      if (!mine.signal.aborted) setPreview({ kind: "dates", dates: datesOf(data) });
    } catch (failure) {
      if (!mine.signal.aborted) setPreview(previewOf(failure));
    }
  }

  function lookSoon(): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => look(latest.current()), PAUSE);
  }

  useLayoutEffect(() => {
    look(latest.current());
    return () => {
      clearTimeout(timer.current);
      asking.current?.abort();
    };
  }, []);

  return { preview, setPreview, lookSoon, look };
}

/** What a refused wish means: no plan keeps it, or something is wrong with it. */
export function previewOf(failure: unknown): Preview {
  if (!(failure instanceof Problem))
    return { kind: "refused", text: messageOf(failure), wrong: {} };
  if (failure.kind === "series-impossible")
    return { kind: "impossible", why: impossibleOf(failure) };
  if (failure.status !== 422) return { kind: "refused", text: failure.message, wrong: {} };
  const { wrong, left } = sortProblem(failure, WISH_FIELDS);
  return { kind: "refused", text: left.join(" ") || t("series.do_not_fit"), wrong };
}
