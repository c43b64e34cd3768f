// Whom of several people a call is about: the one chosen, and whether that was asked for in vain.

import { useState } from "preact/hooks";

export interface Whom {
  /** The id of the person chosen, or null. */
  chosen: string | null;
  /** How often it was needed since nobody was chosen: it is said while that is not 0. */
  missed: number;
  whom(): string | null;
  choose(personId: string): void;
  onWhomMissing(): void;
}

export function useWhom(): Whom {
  const [chosen, setChosen] = useState<string | null>(null);
  const [missed, setMissed] = useState(0);
  return {
    chosen,
    missed,
    whom: () => chosen,
    choose(personId) {
      setChosen(personId);
      setMissed(0);
    },
    onWhomMissing: () => setMissed((before) => before + 1),
  };
}
