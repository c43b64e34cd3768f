// What is to be known of somebody before they are spoken to: whether they are who they say.

import type { JSX } from "preact";
import { t } from "../words";

export interface PersonMarksProps {
  /** Staff have reached them under this name on this number or address. */
  isProven: boolean;
  isNotToBeContacted: boolean;
}

export function PersonMarks({ isProven, isNotToBeContacted }: PersonMarksProps): JSX.Element {
  return (
    <>
      <span class={isProven ? "badge good" : "badge soon"}>
        {t(isProven ? "find.proven" : "find.unproven")}
      </span>
      {isNotToBeContacted && <span class="badge late">{t("find.asked_no_contact")}</span>}
    </>
  );
}
