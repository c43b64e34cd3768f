// The lines of the queue, changed in place: neither focus nor scroll nor selection jumps.

import type { JSX, RefObject, TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { QueueGroup } from "./queue-group";
import { QueueRow } from "./queue-row";
import { callsIn, goesOnAt, linesOf, type QueueEntry } from "./waiting";

export interface QueueListProps {
  entries: readonly QueueEntry[];
  /** In milliseconds. */
  now: number;
  zone: string;
  /** The callback in hand. */
  current: string | undefined;
  onChoose: (entry: QueueEntry) => void;
  /** The last line is gone, and somebody was there. */
  onLeft: () => void;
}

/** One stop for Tab; the arrows, Home and End go from line to line. */
export function QueueList(props: QueueListProps): JSX.Element {
  const { entries, now, zone, current, onChoose, onLeft } = props;
  const list = useRef<HTMLUListElement>(null);
  const [stop, setStop] = useState<string | undefined>();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const shown = linesOf(entries, opened);
  const ids = shown.map(({ id }) => id);
  const stopsAt = stop !== undefined && ids.includes(stop) ? stop : ids[0];
  useKeptFocus(list, ids, onLeft);
  function turn(entry: QueueEntry, isOpen: boolean): void {
    const members = callsIn([entry]).map((each) => each.callback_id);
    const others = [...opened].filter((id) => !members.includes(id));
    setOpened(new Set(isOpen ? others : [...others, ...members]));
  }
  return (
    <ul
      class="entries"
      ref={list}
      onKeyDown={move}
      onFocusIn={() => setStop(ids[focusedLine(list.current)])}
    >
      {shown.map(({ id, entry, group }) =>
        group ? (
          <QueueGroup
            key={id}
            {...group}
            entry={entry}
            now={now}
            zone={zone}
            isStop={id === stopsAt}
            onTurn={() => turn(entry, group.isOpen)}
          />
        ) : (
          <QueueRow
            key={id}
            entry={entry}
            now={now}
            zone={zone}
            isCurrent={id === current}
            isStop={id === stopsAt}
            onChoose={onChoose}
          />
        ),
      )}
    </ul>
  );
}

const lines = (list: HTMLUListElement | null): HTMLButtonElement[] => [
  ...(list?.querySelectorAll<HTMLButtonElement>(".entry") ?? []),
];

/** Which line has the focus; -1 if none has. */
function focusedLine(list: HTMLUListElement | null): number {
  const focused = document.activeElement;
  return focused instanceof HTMLButtonElement ? lines(list).indexOf(focused) : -1;
}

function move(event: TargetedKeyboardEvent<HTMLUListElement>): void {
  const all = lines(event.currentTarget);
  const at = focusedLine(event.currentTarget);
  const places: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: all.length - 1,
  };
  const to = places[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all[to]?.focus();
}

/**
 * Whoever was at a line stays there, even where the browser drops the focus of what it moves; and
 * goes on at the line that followed once theirs is gone.
 */
function useKeptFocus(
  list: RefObject<HTMLUListElement | null>,
  ids: readonly string[],
  onLeft: () => void,
): void {
  const before = useRef<readonly string[]>([]);
  const was = before.current[focusedLine(list.current)]; // read before the lines are changed
  useLayoutEffect(() => {
    const shown = before.current;
    before.current = ids;
    const isLost = !document.activeElement || document.activeElement === document.body;
    if (was === undefined || !isLost) return;
    const to = goesOnAt(shown, ids, was);
    if (to === null) onLeft();
    else lines(list.current)[ids.indexOf(to)]?.focus();
  });
}
