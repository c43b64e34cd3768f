// Why a callback could not be claimed again.

import { Problem } from "../api";
import { explain, warn } from "../say";
import { t } from "../words";

export function explainClaim(failure: unknown): void {
  if (failure instanceof Problem && failure.kind === "already-claimed") warn(t("card.claimed"));
  else explain(failure);
}
