// The few free times that stand beside the form. Pure.

import type { Schemas } from "../../shared/api";

type OpenTime = Pick<Schemas["OpenTime"], "starts_at" | "local">;

const DAYS = 3;
const EACH_DAY = 2;

/** The first starts of each of the first days, so that there is a choice of days. */
export function firstOf(times: readonly OpenTime[]): string[] {
  const days = new Map<string, string[]>();
  for (const { starts_at, local } of times) {
    const day = local.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), starts_at]);
  }
  return [...days.values()].slice(0, DAYS).flatMap((starts) => starts.slice(0, EACH_DAY));
}
