// Whether a person is held, as a preview of their erasure tells it. Pure.

import type { Schemas } from "../../shared/api";

/** The hold on the person whom the preview is of; one on another name of theirs is not theirs to lift here. */
export function holdIn(preview: Schemas["ErasurePreview"]): Schemas["LegalHold"] {
  const { person_id, blockers } = preview;
  const found = blockers.find(({ what, of }) => what === "legal-hold" && of === person_id);
  if (!found) return { person_id, is_set: false };
  const { what: _, of: __, ...facts } = found;
  return { person_id, is_set: true, ...facts };
}
