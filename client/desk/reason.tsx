// A question that is answered by a reason.

import { type ComponentChildren, createRef, type JSX, type RefObject } from "preact";
import { useState } from "preact/hooks";
import { type Opened, openDialog } from "./ui/dialog";
import { Field } from "./ui/field";
import { t } from "./words";

export interface ReasonQuestion {
  title: string;
  text?: string;
  label?: string;
  /** What the button says. */
  yes: string;
  /** False if the reason may be left out. */
  needed?: boolean;
  /** What follows cannot be taken back. */
  grave?: boolean;
  /** What may be said besides, before the reason, where typing begins: in nobody's way. */
  before?: ComponentChildren;
  /** What else is asked, under the reason. */
  beside?: ComponentChildren;
}

/** Ask for a reason; a promise of it, or of null when it was let be. */
export function askReason(question: ReasonQuestion): Promise<string | null> {
  const control = createRef<HTMLTextAreaElement>();
  const answered = openDialog<string>({
    title: question.title,
    content: (dialog) => <ReasonForm {...question} dialog={dialog} control={control} />,
  });
  control.current?.focus();
  return answered;
}

interface ReasonFormProps extends ReasonQuestion {
  dialog: Opened<string>;
  /** Where the reason is typed. */
  control: RefObject<HTMLTextAreaElement | null>;
}

function ReasonForm(props: ReasonFormProps): JSX.Element {
  const { text, label, yes, needed = true, grave = false, before, beside, dialog, control } = props;
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState("");

  function submit(event: Event): void {
    event.preventDefault();
    const given = reason.trim();
    if (given || !needed) {
      dialog.close(given);
      return;
    }
    setWrong(t("queue.reason.missing"));
    control.current?.focus();
  }

  return (
    <form class="stack" noValidate onSubmit={submit}>
      {text && <p>{text}</p>}
      {before}
      <Field
        label={label ?? t("queue.reason.label")}
        hint={needed ? undefined : t("queue.reason.optional")}
        wrong={wrong}
        control={(field) => (
          <textarea
            rows={2}
            maxLength={200}
            ref={control}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
            {...field}
          />
        )}
      />
      {beside}
      <div class="buttons">
        <button type="button" class="second" onClick={() => dialog.close()}>
          {t("common.back")}
        </button>
        <button type="submit" class={grave ? "grave" : "first"}>
          {yes}
        </button>
      </div>
    </form>
  );
}
