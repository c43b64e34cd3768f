// How those who wait for a call stand: who waits, who is overdue, who may not be called yet. Pure.

import type { Schemas } from "../../shared/api";
import { clock, day, type Instant, localDate } from "../../shared/time";
import { type PromiseState, promiseState } from "../promise";

export type QueueEntry = Schemas["QueueEntry"];

/** Either the clock of its promise, or that it waits: from when it may be called, and why. */
export type Standing =
  | PromiseState
  | { kind: "waits"; from: string | undefined; why: QueueEntry["held_back_by"] };

/** How an entry stands. The moment that it may be called its promise shows, without asking. */
export function standingOf(entry: QueueEntry, now: number): Standing {
  const { callable_from: from, held_back_by: why } = entry;
  const mayBeCalled = entry.callable || Boolean(entry.claimed_by);
  if (!mayBeCalled && (!from || Date.parse(from) > now)) return { kind: "waits", from, why };
  return promiseState(entry.requested_at, entry.respond_by, now);
}

export interface Counted {
  /** Those whom nobody is with. */
  waiting: number;
  /** Those of them whose promise is over. */
  overdue: number;
}

/** Each call by itself: those of a group as well, as far as they came along. */
export const callsIn = (entries: readonly QueueEntry[]): QueueEntry[] =>
  entries.flatMap((entry) => entry.group?.entries ?? [entry]);

export function countOf(entries: readonly QueueEntry[], now: number): Counted {
  const waiting = callsIn(entries).filter((entry) => !entry.claimed_by);
  const overdue = waiting.filter((entry) => standingOf(entry, now).kind === "late");
  const unseen = entries.map(({ group }) => (group ? group.count - group.entries.length : 0));
  return {
    waiting: unseen.reduce((sum, each) => sum + each, waiting.length),
    overdue: overdue.length,
  };
}

/** A line of the list: a call, or a group, which opens. */
export interface Line {
  id: string;
  entry: QueueEntry;
  /** Of a group: how many calls are in it, and whether they are shown. */
  group?: { count: number; isOpen: boolean };
}

/** The lines of the list; a group is open as long as one of those that were opened is in it. */
export function linesOf(entries: readonly QueueEntry[], opened: ReadonlySet<string>): Line[] {
  return entries.flatMap((entry) => {
    const { callback_id: id, group } = entry;
    if (!group) return [{ id, entry }];
    const isOpen = group.entries.some((each) => opened.has(each.callback_id));
    const head = { id: `group-${id}`, entry, group: { count: group.count, isOpen } };
    return isOpen ? [head, ...linesOf(group.entries, opened)] : [head];
  });
}

/** An instant as short as it can be told today. */
export function shortly(at: Instant, now: number, zone: string): string {
  const isToday = localDate(at, zone) === localDate(now, zone);
  return isToday ? clock(at, zone) : `${day(at, zone)}, ${clock(at, zone)}`;
}

/**
 * Where whoever was at a line goes on once the list has changed: there, or at the next line that is
 * left, or at the one before; null if none is.
 */
export function goesOnAt(
  before: readonly string[],
  after: readonly string[],
  id: string,
): string | null {
  const at = before.indexOf(id);
  const isLeft = (each: string) => after.includes(each);
  return before.slice(at).find(isLeft) ?? before.slice(0, at).findLast(isLeft) ?? null;
}
