// What was said of a person, by what it says, with every occasion that said it. Pure.

import type { Schemas } from "../../shared/api";

export type Stated = Schemas["Stated"];

const FACTS = ["name", "phone", "email", "may_leave_voicemail", "language"] as const;

export type FactName = (typeof FACTS)[number];

export interface StatedFact {
  fact: FactName;
  value: NonNullable<Stated[FactName]>;
  /** The occasions that said so, the latest first. */
  occasions: Stated[];
}

/** Each thing that was said, once; of one fact, what was said last comes first. */
export function statedFacts(stated: readonly Stated[]): StatedFact[] {
  const latestFirst = [...stated].sort((one, other) => other.at.localeCompare(one.at));
  return FACTS.flatMap((fact) => {
    const told = new Map<StatedFact["value"], Stated[]>();
    for (const each of latestFirst) {
      const value = each[fact];
      if (value === undefined || value === null) continue;
      told.set(value, [...(told.get(value) ?? []), each]);
    }
    return [...told].map(([value, occasions]) => ({ fact, value, occasions }));
  });
}
