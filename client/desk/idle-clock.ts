// How long nobody was here: when to ask, when to lock. Pure.

const MINUTE = 60000; // milliseconds
const WARNING = MINUTE; // before the end
const TELL_EVERY = 10000; // milliseconds: other tabs need not hear of each key
const SECOND = 1000;

export interface IdleClock {
  /** Somebody is here; true if other tabs are to hear of it. */
  here(now: number): boolean;
  /** Somebody is here, as another tab tells. */
  hereElsewhere(now: number): void;
  /** How it stands, and in how many milliseconds to look again. */
  stands(now: number): { kind: "here" | "ask" | "over"; left: number; lookIn: number };
}

/** The clock of a screen that is locked when nobody was there for so many minutes. */
export function idleClock(minutes: number, now: number): IdleClock {
  const limit = minutes * MINUTE;
  let last = now;
  let told = 0;
  return {
    here(at) {
      last = at;
      if (at - told < TELL_EVERY) return false;
      told = at;
      return true;
    },
    hereElsewhere(at) {
      last = at;
    },
    stands(at) {
      const left = last + limit - at;
      const lookIn = left > WARNING ? left - WARNING : SECOND;
      if (left <= 0) return { kind: "over", left: 0, lookIn };
      return { kind: left <= WARNING ? "ask" : "here", left, lookIn };
    },
  };
}
