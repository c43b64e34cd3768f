// What forms stated of the patient for the clinician, and their words. The look is on record.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import { Message } from "../card/messages";
import { messageOf } from "../failure-words";
import { StatedFlags, withFlag } from "../flags/stated-flags";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";

type Forms = Schemas["AppointmentForms"];

export function StatedForms({ appointmentId }: { appointmentId: string }): JSX.Element | null {
  const [forms, setForms] = useState<Forms | null>(null);
  const [wrong, setWrong] = useState("");

  async function load(): Promise<void> {
    try {
      setForms((await get<Forms>(`staff/appointments/${appointmentId}/forms`)).data);
      setWrong("");
    } catch (failure) {
      setWrong(messageOf(failure)); // that nothing is shown does not mean that nothing was stated
    }
  }

  useEffect(() => {
    load();
  }, [appointmentId]);

  if (wrong)
    return (
      <p class="row" role="alert">
        {t("card.not_read")} {wrong}
        <button type="button" class="second slim" onClick={load}>
          {t("card.read_again")}
        </button>
      </p>
    );
  if (!forms?.flags.length) return null;
  return (
    <>
      <StatedFlags
        flags={forms.flags}
        changed={(flag) => setForms({ ...forms, flags: withFlag(forms.flags, flag) })}
      />
      <TheirForms forms={forms.forms} />
    </>
  );
}

function TheirForms({ forms }: Pick<Forms, "forms">): JSX.Element {
  const id = useUniqueId();
  return (
    <section class="stack tight" aria-labelledby={id}>
      <h3 id={id}>{t("flags.words")}</h3>
      {forms.map((form) => (
        <Message key={form.request_id} request={form} />
      ))}
    </section>
  );
}
