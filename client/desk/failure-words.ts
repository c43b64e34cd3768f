// Why a call failed, as it is shown in its place.

import { t } from "./words";

export const messageOf = (failure: unknown): string =>
  (failure instanceof Error && failure.message) || t("common.failed");
