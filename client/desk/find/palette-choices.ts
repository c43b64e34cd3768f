// What the palette offers for what is typed: what was found, then what can be done. Pure.

import type { Match } from "./find-everything";

export interface Action {
  key: string;
  words: string;
  act(): void;
}

/** One line of the palette. */
export interface Choice {
  id: string;
  group: "person" | "appointment" | "request" | "action";
  words: string;
  details: string;
  /** The key that does the same, if one does. */
  key?: string;
  act(): void;
}

/** All that can be chosen, in the order of the list. */
export function choicesOf(
  matches: readonly Match[],
  actions: readonly Action[],
  typed: string,
): Choice[] {
  const found = matches.map(
    ({ id, kind, name, details, open }): Choice => ({
      id,
      group: kind,
      words: name,
      details,
      act: open,
    }),
  );
  const meant = actions.filter(({ words }) => isMeant(words, typed));
  return [
    ...found,
    ...meant.map(
      ({ key, words, act }): Choice => ({
        id: `key-${key}`,
        group: "action",
        words,
        details: "",
        key,
        act,
      }),
    ),
  ];
}

/** True if each typed word begins a word of these; nothing typed means all. */
export function isMeant(words: string, typed: string): boolean {
  const known = words.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return wanted.every((each) => known.some((word) => word.startsWith(each)));
}

export const isStep = (key: string): boolean => key === "ArrowDown" || key === "ArrowUp";

/** The line that an arrow leads to from this one, around the ends. */
export function stepped(from: number, key: string, count: number): number {
  if (!count) return 0;
  if (key === "ArrowDown") return (from + 1) % count;
  return (from - 1 + count) % count;
}
