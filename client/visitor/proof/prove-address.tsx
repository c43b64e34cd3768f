// On a page that a mail led to: whoever got the mail says that the address is theirs. Mail programs
// open links by themselves, so it takes a button.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { attempt } from "../../shared/keys";
import type { ask } from "../ask";
import { type KeptCode, keepCode } from "../mine/kept-code";
import type { Named } from "../named";
import { PAGE, t } from "../page";
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
  const [opened, setOpened] = useState(false);
  const sending = useRef(attempt());
  async function prove(): Promise<void> {
    setSaid("");
    const proven = await provenBy(props, sending.current);
    if (!proven) return setSaid("proof.failed");
    keepCode(proven);
    setProof("proven");
    setOpened(true);
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
      {opened && (
        <p>
          <a href={`${PAGE.base}mine${window.location.search}`}>{t("proof.open")}</a>
        </p>
      )}
      <p role="status">{said && t(said)}</p>
    </section>
  );
}

/** What the button proved, as the page of all that is theirs keeps it; null where it proved nothing. */
async function provenBy(
  { ask, opens, named }: ProveAddressProps,
  sending: ReturnType<typeof attempt>,
): Promise<KeptCode | null> {
  const headers = { "Mailed-Token": named.token, "Idempotency-Key": sending.key() };
  const body = { opens, thing_id: named.id };
  try {
    const answer = await ask<Schemas["ProvenByLink"]>("POST", "proofs/link", { body, headers });
    sending.ended(answer.status);
    if (!answer.ok) return null;
    const { proof_id, code_token, proof_token: token, until } = answer.said;
    return { proof_id, code_token, until, email: "", proven: { token, until } };
  } catch {
    sending.ended(0);
    return null;
  }
}
