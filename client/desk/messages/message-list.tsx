// What somebody was told by email, or about an appointment: the latest first, page by page.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import { messageOf } from "../failure-words";
import { t } from "../words";
import { MessageLine } from "./message-line";
import type { MessageShown } from "./message-words";

interface Seen {
  messages: MessageShown[];
  cursor: string | null;
  status: "reading" | "read" | "failed";
  wrong: string | null;
}

const NOTHING_YET: Seen = { messages: [], cursor: null, status: "reading", wrong: null };

/** The messages at this path. After something was done about one, they are read anew. */
export function MessageList({ path }: { path: string }): JSX.Element {
  const [seen, setSeen] = useState(NOTHING_YET);
  const turn = useRef(0);

  async function read(before: Seen): Promise<void> {
    const mine = ++turn.current;
    const known = before.cursor ? before.messages : [];
    if (before.cursor) setSeen({ ...before, status: "reading" });
    try {
      const query = before.cursor ? `?cursor=${encodeURIComponent(before.cursor)}` : "";
      const { data } = await get<Schemas["Messages"]>(path + query);
      if (mine !== turn.current) return;
      setSeen({
        messages: [...known, ...data.messages],
        cursor: data.next_cursor ?? null,
        status: "read",
        wrong: null,
      });
    } catch (failure) {
      if (mine === turn.current)
        setSeen({ ...before, status: "failed", wrong: messageOf(failure) });
    }
  }

  useLayoutEffect(() => {
    setSeen(NOTHING_YET);
    read(NOTHING_YET);
    return () => {
      turn.current++;
    };
  }, [path]);

  const { messages, cursor, status, wrong } = seen;
  return (
    <>
      {status === "reading" && !messages.length && <p class="quiet">{t("find.loading")}</p>}
      {status === "read" && !messages.length && !cursor && <p class="quiet">{t("message.none")}</p>}
      <ul class="stack">
        {messages.map((message) => (
          <MessageLine
            key={message.message_id}
            message={message}
            changed={() => read(NOTHING_YET)}
          />
        ))}
      </ul>
      <p class="wrong" role="alert" hidden={!wrong}>
        {wrong}
      </p>
      <button
        type="button"
        class="second start"
        hidden={!cursor && status !== "failed"}
        disabled={status === "reading"}
        onClick={() => read(seen)}
      >
        {t(status === "failed" ? "find.try_again" : "message.earlier")}
      </button>
    </>
  );
}
