// What is on record about the callback in hand: what its caller wrote, and what was done.

import { type Signal, useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import type { CallRecord } from "../claim";
import { withFlag } from "../flags/stated-flags";
import type { CallbackCard } from "./held-call";

export type Request = CallRecord["requests"][number];

/** What a call card shows of the record. */
export interface ShownRecord extends Omit<CallRecord, "isOld"> {
  status: "reading" | "read" | "failed";
}

async function read(id: string): Promise<CallRecord> {
  const [asked, opened] = await Promise.all([
    get<Schemas["StaffRequestViews"]>(`callbacks/${id}/requests`),
    get<CallbackCard>(`callbacks/${id}`),
  ]);
  const history = opened.data.history ?? [];
  const hasEarlier = opened.data.more_history;
  const { requests, questions, stated_flags: stated } = asked.data;
  return { requests, questions, stated, history, hasEarlier, isOld: false };
}

export interface Recorded {
  /** What was read last. */
  readonly now: ShownRecord;
  /** Read it anew, which itself goes on record; what was read before stays if that fails. */
  load(): Promise<void>;
  /** A flag was marked, and stands so from now on. */
  marked(flag: Schemas["StatedFlag"]): void;
}

/** Follow what is on record about a callback. It is read where its claim brought nothing. */
export function useCallRecord(id: string, record: Signal<CallRecord | null>): Recorded {
  const hasFailed = useSignal(false);

  async function load(): Promise<void> {
    try {
      record.value = await read(id);
      hasFailed.value = false;
    } catch {
      hasFailed.value = true;
    }
  }

  useLayoutEffect(() => {
    if (record.peek()?.isOld !== false) load();
  }, [record]);

  return {
    get now() {
      return shown(record.value, hasFailed.value);
    },
    load,
    marked(flag) {
      const known = record.value;
      if (known) record.value = { ...known, stated: withFlag(known.stated, flag) };
    },
  };
}

const NOTHING = { requests: [], history: [], questions: [], stated: [], hasEarlier: false };

function shown(record: CallRecord | null, hasFailed: boolean): ShownRecord {
  const { requests, history, questions, stated, hasEarlier } = record ?? NOTHING;
  const isFailed = hasFailed && !requests.length;
  const status = isFailed ? "failed" : record ? "read" : "reading";
  return { status, requests, history, questions, stated, hasEarlier };
}
