// What is on record about a callback: what its caller wrote, and what was done.

import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import type { CallbackCard } from "./held-call";

export type Request = Schemas["StaffRequestView"];

export interface CallRecord {
  status: "reading" | "read" | "failed";
  /** What the caller wrote, the oldest first. */
  requests: Request[];
  history: Schemas["Event"][];
}

const NOTHING_YET: CallRecord = { status: "reading", requests: [], history: [] };

async function read(id: string): Promise<CallRecord> {
  const [asked, opened] = await Promise.all([
    get<Schemas["StaffRequestViews"]>(`callbacks/${id}/requests`),
    get<CallbackCard>(`callbacks/${id}`),
  ]);
  const history = opened.data.history ?? [];
  return { status: "read", requests: asked.data.requests, history };
}

export interface Recorded {
  /** What was read last. */
  readonly now: CallRecord;
  /** Read it anew; what was read before stays if that fails. */
  load(): Promise<void>;
}

/** Read what is on record about a callback, which itself goes on record. */
export function useCallRecord(id: string): Recorded {
  const kept = useSignal(NOTHING_YET);

  async function load(): Promise<void> {
    try {
      kept.value = await read(id);
    } catch {
      const known = kept.peek();
      if (!known.requests.length) kept.value = { ...known, status: "failed" };
    }
  }

  useLayoutEffect(() => {
    kept.value = NOTHING_YET;
    load();
  }, [id]);

  return {
    get now() {
      return kept.value;
    },
    load,
  };
}
