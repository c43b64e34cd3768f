// A first name and an initial, as lists say them.

import { initialSaid, type ShortlyNamed } from "../short-name";
import { t } from "../words";

export type { ShortlyNamed };

export const nameSaid = (named: ShortlyNamed): string =>
  `${named.first_name || t("find.no_name")} ${initialSaid(named)}`.trim();
