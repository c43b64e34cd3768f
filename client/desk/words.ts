// The desk's words: they stand in strings/desk.toml, the one home of what staff read.

import table from "desk-words";
import type { WordKey } from "./word-keys";

export type { WordKey };

export type Values = Record<string, string | number>;

/** The text of a key, with its `{holes}` filled in. */
export function t(key: WordKey, values: Values = {}): string {
  return table[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

type Counted = WordKey extends infer K ? (K extends `${infer Stem}.one` ? Stem : never) : never;

/** The text for so many: `<key>.one` for one, else `<key>.other`; both may say `{count}`. */
export const tn = (key: Counted, count: number, values: Values = {}): string =>
  t(`${key}.${count === 1 ? "one" : "other"}` as WordKey, { count, ...values });

/** The text of a key that was put together, or `otherwise` where there is none. */
export const tOr = (key: string, otherwise: string): string =>
  (table as Record<string, string>)[key] ?? otherwise;
