// Copies a link, and says whether that worked.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isCopied } from "./links";
import { t } from "./page";

export function CopyLink({ address }: { address: string }): JSX.Element {
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> =>
    setSaid((await isCopied(address)) ? "link.copied" : "link.not_copied");
  return (
    <>
      <button type="button" class="second" data-copy="" onClick={copy}>
        {t("link.copy")}
      </button>
      <span role="status">{said && t(said)}</span>
    </>
  );
}
