// A first name and an initial, as lists say them.

import type { Schemas } from "../../shared/api";
import { initialSaid, type ShortlyNamed } from "../short-name";
import { t } from "../words";

export type { ShortlyNamed };

export const nameSaid = (named: ShortlyNamed): string =>
  `${named.first_name || t("find.no_name")} ${initialSaid(named)}`.trim();

/** The other names that are theirs, each once, and none that reads the same; else nothing. */
export function otherNamesSaid(person: Schemas["PersonFound"]): string {
  const names = new Set(person.other_names.map(nameSaid));
  names.delete(nameSaid(person));
  return names.size ? t("find.other_names", { names: [...names].join(", ") }) : "";
}
