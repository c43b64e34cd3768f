// A text whose holes are filled with elements: a name in its own direction, within a sentence.

import type { ComponentChildren, JSX } from "preact";
import { t, type WordKey } from "../words";

export interface PhraseProps {
  of: WordKey;
  /** What goes into each `{hole}`. */
  holes: Record<string, ComponentChildren>;
}

export function Phrase({ of, holes }: PhraseProps): JSX.Element {
  const parts = t(of).split(/\{(\w+)\}/);
  return <>{parts.map((part, turn) => (turn % 2 ? holes[part] : part))}</>;
}
