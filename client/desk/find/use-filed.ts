// What is filed under a person, page by page.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import { explain } from "../say";

type Page = Schemas["Filed"];

export interface Filed extends Pick<Page, "appointments" | "requests" | "invitations" | "stated"> {
  status: "reading" | "read" | "failed";
  hasMore: boolean;
  /** Read the next page, or the first again where that failed. */
  more(): void;
  /** Begin anew: something was changed. */
  again(): void;
}

interface Read extends Pick<Page, "appointments" | "requests" | "invitations" | "stated"> {
  status: Filed["status"];
  cursor: string | null;
}

const NOTHING: Read = {
  appointments: [],
  requests: [],
  invitations: [],
  stated: [],
  status: "reading",
  cursor: null,
};

export function useFiled(personId: string): Filed {
  const [seen, setSeen] = useState(NOTHING);
  const turn = useRef(0);

  async function read(before: Read): Promise<void> {
    const mine = ++turn.current;
    setSeen({ ...before, status: "reading" });
    try {
      const query = before.cursor ? `?cursor=${encodeURIComponent(before.cursor)}` : "";
      const { data } = await get<Page>(`people/${personId}/filed${query}`);
      if (mine === turn.current) setSeen(joined(before, data));
    } catch (failure) {
      if (mine !== turn.current) return;
      setSeen({ ...before, status: "failed" });
      explain(failure);
    }
  }

  useLayoutEffect(() => {
    read(NOTHING);
    return () => {
      turn.current++;
    };
  }, [personId]);

  const { cursor, status, ...lists } = seen;
  return {
    ...lists,
    status,
    hasMore: cursor !== null || status === "failed",
    more: () => read(seen),
    again: () => read(NOTHING),
  };
}

const joined = (before: Read, page: Page): Read => ({
  appointments: [...before.appointments, ...page.appointments],
  requests: [...before.requests, ...page.requests],
  invitations: [...before.invitations, ...page.invitations],
  stated: [...before.stated, ...page.stated],
  status: "read",
  cursor: page.next_cursor ?? null,
});
