// Whether what was refused has been mended since. Pure.

import type { Schemas } from "../../shared/api";

/** What is wrong with a field of this name. */
export type Finding = { name: string } & Pick<Schemas["ProblemField"], "code" | "limit">;

interface TypedField {
  value: string;
  /** The browser itself finds nothing wrong with it. */
  isInForm: boolean;
}

/** What stands in the form, by field. */
export type Typed = Record<string, TypedField>;

/** Fields that mend another one's mistake: both ends of a time, a place that has the service, a box. */
const OTHERS: Record<string, string> = {
  on_behalf_of: "for_someone_else",
  call_from: "call_until",
  call_until: "call_from",
  service_id: "location_id",
};

/** True once a field is no longer as it was refused, as far as this can be told without asking. */
export function isMended({ name, code, limit }: Finding, was: Typed, now: Typed): boolean {
  const value = textOf(now, name);
  if (code === "too-long" && limit) return [...value].length <= limit; // as the server counts
  const other = code === "no-way-to-reach" ? "email" : OTHERS[name];
  const changed = [name, ...(other ? [other] : [])].some(
    (each) => textOf(now, each) !== textOf(was, each),
  );
  return changed && now[name]?.isInForm !== false;
}

const textOf = (typed: Typed, name: string): string => typed[name]?.value ?? "";
