// The part of the form that is folded away until somebody wants it.

import { byId } from "../page";
import { fields, isBox } from "./fields";

/** Unfolds what has something in it: what was typed before is in sight again. */
export function unfoldWhatIsFilled(): void {
  const more = byId<HTMLDetailsElement>("more");
  const filled = fields().some(
    (field) => more.contains(field) && (isBox(field) ? field.checked : field.value !== ""),
  );
  if (filled) more.open = true;
}
