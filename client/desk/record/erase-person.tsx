// Erases somebody: what for, then what goes, stays and is in the way, then for good.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { get, Problem } from "../api";
import { explain } from "../say";
import { openDialog } from "../ui/dialog";
import { DialogForm } from "../ui/dialog-form";
import { Field, options } from "../ui/field";
import { t } from "../words";
import { change } from "../writes";
import { Previewed } from "./previewed";

type Preview = Schemas["ErasurePreview"];
type Erasure = Schemas["ErasureView"];
type Reason = Preview["reason"];

export interface ToErase {
  personId: string;
  name: string;
  /** Called with each preview that was read. */
  previewed(preview: Preview): void;
  /** Called once it is confirmed. */
  erased(erasure: Erasure): void;
}

const REASONS: readonly Reason[] = [
  "asked-by-person",
  "asked-by-representative",
  "filed-by-mistake",
  "no-longer-needed",
];

/** Go through all of it; whoever is refused at the end reads it anew. */
export async function erasePerson(of: ToErase): Promise<void> {
  let preview = await askReason(of);
  let refusal = "";
  while (preview) {
    of.previewed(preview);
    const next = await showPreview(of, preview, refusal);
    if (!next) return;
    refusal = next === "confirm" ? await confirm(of, preview) : "";
    if (next === "confirm" && !refusal) return;
    preview = await lookAgain(of, preview.reason);
  }
}

async function preview({ personId }: ToErase, reason: string): Promise<Preview> {
  const query = new URLSearchParams({ reason });
  return (await get<Preview>(`people/${personId}/erasure?${query}`)).data;
}

async function lookAgain(of: ToErase, reason: Reason): Promise<Preview | null> {
  try {
    return await preview(of, reason);
  } catch (failure) {
    explain(failure);
    return null;
  }
}

/** Ask what for; a promise of the preview. */
function askReason(of: ToErase): Promise<Preview | null> {
  let read: Preview | null = null;
  return openDialog<Preview>({
    title: t("record.erase.title"),
    content: (dialog) => (
      <DialogForm
        names={["reason"]}
        text={t("record.erase.text")}
        yes={t("record.erase.preview")}
        close={() => dialog.close(read)}
        fields={({ reason }) => <ReasonField wrong={reason} />}
        send={async (given) => {
          read = await preview(of, given("reason"));
          return null;
        }}
      />
    ),
  });
}

const ReasonField = ({ wrong }: { wrong: string | undefined }): JSX.Element => (
  <Field
    label={t("record.erase.reason")}
    wrong={wrong}
    control={(props) => (
      <select name="reason" autofocus {...props}>
        {options(REASONS.map((each) => [each, t(`record.erase.reasons.${each}`)]))}
      </select>
    )}
  />
);

/** Show what it takes away; a promise of what is to be done next, if anything. */
const showPreview = ({ name }: ToErase, read: Preview, refusal: string) =>
  openDialog<"confirm" | "again">({
    title: t("record.erase.before", { name }),
    wide: true,
    content: (dialog) => <Previewed preview={read} refusal={refusal} close={dialog.close} />,
  });

/** Ask once more, and do it. A promise of why it was refused: "" when it was done or let be. */
async function confirm(of: ToErase, { confirm_token }: Preview): Promise<string> {
  let refusal = "";
  await openDialog<never>({
    title: t("record.sure.title", { name: of.name }),
    content: (dialog) => (
      <DialogForm
        names={[]}
        text={t("record.sure.text")}
        yes={t("record.sure.yes")}
        grave
        close={() => dialog.close()}
        fields={() => null}
        send={async () => {
          try {
            const path = `people/${of.personId}/erasure/confirm`;
            const { data } = await change<Erasure>(path, { confirm_token });
            of.erased(data);
            return <p role="status">{t("record.sure.done")}</p>;
          } catch (failure) {
            if (!(failure instanceof Problem && failure.status === 409)) throw failure;
            refusal = failure.message;
            return null;
          }
        }}
      />
    ),
  });
  return refusal;
}
