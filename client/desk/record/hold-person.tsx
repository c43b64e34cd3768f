// Puts a legal hold on a person, with a reason, or takes it off: nothing of a held record is erased.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { say } from "../say";
import { openDialog } from "../ui/dialog";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { t } from "../words";
import { change } from "../writes";

export type Hold = Schemas["LegalHold"];

const MOST = 500; // characters, as the API takes them

/** Ask why, and set it; `changed` is called with what then stands. */
export async function setHold(personId: string, changed: (hold: Hold) => void): Promise<void> {
  await openDialog<never>({
    title: t("record.hold.title"),
    content: (dialog) => (
      <DialogForm
        names={["reason"]}
        text={t("record.hold.text")}
        yes={t("record.hold.yes")}
        close={() => dialog.close()}
        fields={({ reason }) => <ReasonField wrong={reason} />}
        send={async (given) => {
          const body = { reason: given("reason") };
          changed((await change<Hold>(`people/${personId}/legal-hold`, body)).data);
          say(t("record.hold.done"));
          return null;
        }}
      />
    ),
  });
}

/** Ask whether it is over, and take it off. */
export async function liftHold(personId: string, changed: (hold: Hold) => void): Promise<void> {
  await openDialog<never>({
    title: t("record.lift.title"),
    content: (dialog) => (
      <DialogForm
        names={[]}
        text={t("record.lift.text")}
        yes={t("record.lift.yes")}
        close={() => dialog.close()}
        fields={() => null}
        send={async () => {
          changed((await change<Hold>(`people/${personId}/legal-hold/lift`)).data);
          say(t("record.lift.done"));
          return null;
        }}
      />
    ),
  });
}

const ReasonField = ({ wrong }: { wrong: string | undefined }): JSX.Element => (
  <Field
    label={t("record.hold.reason")}
    wrong={wrong}
    control={(props) => <textarea name="reason" rows={2} maxLength={MOST} autofocus {...props} />}
  />
);
