// Asks once more before it is canceled, and why; neither needs an answer. Other times come first.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { whenAt } from "../appointment";
import { changeLine, useChangeable } from "../change-until";
import { t } from "../page";
import { Press } from "../parts";
import { Title } from "../title";
import type { Managed, Seen } from "./manage-appointment";
import { CallUs } from "./seen-appointment";

type Cause = Schemas["CancelCause"];

const CAUSES: readonly Cause[] = [
  "another-time",
  "not-well",
  "no-ride",
  "cost",
  "elsewhere",
  "not-needed",
  "other",
];
const LONGEST_REASON = 500;

export interface AskToCancelProps {
  managed: Managed;
  seen: Seen;
}

export function AskToCancel({ managed, seen }: AskToCancelProps): JSX.Element {
  const { appointment, place } = seen;
  const form = useRef<HTMLFormElement>(null);
  const isChangeable = useChangeable(appointment);
  const cancel = (): Promise<void> => {
    const data = form.current ? new FormData(form.current) : new FormData();
    const [cause, reason] = [data.get("cause"), data.get("reason")].map((given) =>
      String(given ?? "").trim(),
    );
    return managed.cancel({ ...(cause && { cause }), ...(reason && { reason }) });
  };
  return (
    <>
      <Title>{t("manage.cancel_sure")}</Title>
      <p class="when">{whenAt(appointment.starts_at, place)}</p>
      <p>
        {t("manage.cancel_text")} {changeLine(appointment, place)}
      </p>
      {appointment.moves_online && isChangeable && (
        <button type="button" class="second" onClick={() => managed.chooseTime()}>
          {t("manage.cancel_move")}
        </button>
      )}
      {isChangeable ? (
        <>
          <Why form={form} hasEscort={Boolean(appointment.escort)} />
          <Press class="first alarming" busy={t("manage.cancelling")} onPress={cancel}>
            {t("manage.cancel_yes")}
          </Press>
        </>
      ) : (
        <CallUs seen={seen} why="manage.too_late" />
      )}
      <Press class="second" onPress={() => managed.open()}>
        {t("manage.cancel_no")}
      </Press>
    </>
  );
}

interface WhyProps {
  form: { current: HTMLFormElement | null };
  hasEscort: boolean;
}

function Why({ form, hasEscort }: WhyProps): JSX.Element {
  const causes = CAUSES.filter((cause) => hasEscort || cause !== "no-ride");
  return (
    <form ref={form} onSubmit={(event) => event.preventDefault()}>
      <fieldset class="group" aria-describedby="why-hint">
        <legend>{t("manage.cancel_why")}</legend>
        <p class="hint" id="why-hint">
          {t("manage.cancel_why_hint")}
        </p>
        {causes.map((cause) => (
          <label class="tick" key={cause}>
            <input type="radio" name="cause" value={cause} />
            <span>{t(`manage.cancel_cause.${cause}`)}</span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for="cancel-reason">{t("manage.cancel_words")}</label>
        <textarea id="cancel-reason" name="reason" rows={2} maxLength={LONGEST_REASON} dir="auto" />
      </div>
    </form>
  );
}
