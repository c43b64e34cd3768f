// Why a callback could not be claimed again.

import { Problem } from "../api";
import { explain, refuse } from "../say";
import { t } from "../words";

export function explainClaim(failure: unknown): void {
  if (failure instanceof Problem && failure.kind === "already-claimed") refuse(t("card.claimed"));
  else explain(failure);
}
