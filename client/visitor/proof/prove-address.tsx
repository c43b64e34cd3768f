// On a page that a mail led to: whoever got the mail says that the address is theirs. Mail programs
// open links by themselves, so it takes a button.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { attempt } from "../../shared/keys";
import type { ask } from "../ask";
import type { Named } from "../named";
import { t } from "../page";
import { Press } from "../parts";

export type AddressProof = Schemas["AddressProof"];

export interface ProveAddressProps {
  ask: typeof ask;
  opens: Schemas["Opens"];
  /** What the mail's link names, and its token. */
  named: Named;
  /** The name that was given with it. */
  name: string;
  proof: AddressProof;
  onProven?(): void;
}

export function ProveAddress(props: ProveAddressProps): JSX.Element {
  const [proof, setProof] = useState(props.proof);
  const [said, setSaid] = useState("");
  const sending = useRef(attempt());
  async function prove(): Promise<void> {
    setSaid("");
    if (!(await isProven(props, sending.current))) return setSaid("proof.failed");
    setProof("proven");
    props.onProven?.();
  }
  return (
    <section class="prove" aria-labelledby="prove-title">
      <h2 id="prove-title">{t(proof === "proven" ? "proof.done" : "proof.title")}</h2>
      {proof !== "proven" && (
        <>
          <p>{t("proof.text", { name: props.name })}</p>
          <Press class="second" busy={t("proof.busy")} onPress={prove}>
            {t("proof.yes")}
          </Press>
        </>
      )}
      <p role="status">{said && t(said)}</p>
    </section>
  );
}

async function isProven(
  { ask, opens, named }: ProveAddressProps,
  sending: ReturnType<typeof attempt>,
): Promise<boolean> {
  const headers = { "Mailed-Token": named.token, "Idempotency-Key": sending.key() };
  const body = { opens, thing_id: named.id };
  try {
    const answer = await ask("POST", "proofs/link", { body, headers });
    sending.ended(answer.status);
    return answer.ok;
  } catch {
    sending.ended(0);
    return false;
  }
}
