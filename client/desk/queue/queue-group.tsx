// The line of a group: what one address sent in a flood. It opens, and shows each call.

import type { JSX } from "preact";
import { t, tn } from "../words";
import { type QueueEntry, shortly } from "./waiting";

export interface QueueGroupProps {
  /** The call that is the first of it. */
  entry: QueueEntry;
  count: number;
  isOpen: boolean;
  /** In milliseconds. */
  now: number;
  zone: string;
  /** Tab stops here; the arrows lead on. */
  isStop: boolean;
  onTurn: () => void;
}

export function QueueGroup(props: QueueGroupProps): JSX.Element {
  const { entry, count, isOpen, now, zone, isStop, onTurn } = props;
  return (
    <li>
      <button
        type="button"
        class="entry"
        tabIndex={isStop ? 0 : -1}
        aria-expanded={isOpen}
        data-urgency={entry.urgency}
        onClick={onTurn}
      >
        <span class="who">
          <span class="badge crisis">{t("queue.row.crisis")}</span>{" "}
          <span class="name">{tn("queue.group.calls", count)}</span>
        </span>{" "}
        <span class="why">{t("queue.group.turns")}</span>{" "}
        <span class="by small">
          {t("queue.row.since", { time: shortly(entry.requested_at, now, zone) })}
        </span>
      </button>
    </li>
  );
}
