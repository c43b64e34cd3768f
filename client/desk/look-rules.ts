// How often what others do is looked at: by whether anybody works here, and whether it can be. Pure.

const SECOND = 1000; // milliseconds
const WORKING = 90 * SECOND; // so long after a key or a move somebody is at work: they may be reading
const NEAR = 5 * 60 * SECOND; // so long they are not far
const LONGEST = 60 * SECOND; // a failure does not make anybody who works wait longer

/**
 * What is looked at closely is what is worked on; the rest is looked at now and then. What is grave
 * is looked at as closely, and nearly so where nobody sees the page: it can be heard.
 */
export type Care = "close" | "loose" | "grave";

/** Who is at the page, as far as it can be told. */
export interface Presence {
  /** For so long nobody did anything here, in milliseconds. */
  idleFor: number;
  /** The page is in another tab, or behind another window. */
  isHidden: boolean;
  /** The screen is locked. */
  isCovered: boolean;
}

interface Pauses {
  working: number;
  near: number;
  gone: number;
  unseen: number;
}

const PAUSES: Record<Care, Pauses> = {
  close: { working: 4 * SECOND, near: 15 * SECOND, gone: 90 * SECOND, unseen: 60 * SECOND },
  grave: { working: 4 * SECOND, near: 15 * SECOND, gone: 45 * SECOND, unseen: 45 * SECOND },
  loose: { working: 30 * SECOND, near: 30 * SECOND, gone: 150 * SECOND, unseen: 60 * SECOND },
};

/** True if whoever is here sees the page. */
export const isSeen = ({ isHidden, isCovered }: Presence): boolean => !isHidden && !isCovered;

/** True if somebody is at work here. */
export const isAtWork = (who: Presence): boolean => who.idleFor < WORKING && isSeen(who);

/** The pause between two looks, in milliseconds. */
export function pauseFor(care: Care, who: Presence): number {
  const pauses = PAUSES[care];
  if (!isSeen(who)) return pauses.unseen;
  if (isAtWork(who)) return pauses.working;
  return who.idleFor < NEAR ? pauses.near : pauses.gone;
}

/**
 * The pause after so many looks that failed in a row: longer each time, and never the same on two
 * screens, so that a server that is back does not meet them all at once. `chance` is from 0 to 1.
 */
export function pauseAfter(failures: number, usual: number, chance: number): number {
  if (!failures) return usual;
  const most = Math.min(usual * 2 ** failures, Math.max(LONGEST, 2 * usual));
  return most / 2 + (chance * most) / 2;
}

/** In how many milliseconds to look, `since` being when the last look ended. */
export const dueIn = (pause: number, since: number, now: number): number =>
  Math.min(Math.max(since + pause - now, 0), pause);
