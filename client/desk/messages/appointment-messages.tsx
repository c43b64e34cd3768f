// What was told about an appointment, for whoever asks: the look is on record.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";
import { MessageList } from "./message-list";

export function AppointmentMessages({ appointmentId }: { appointmentId: string }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const id = useUniqueId();
  if (!isOpen)
    return (
      <button type="button" class="second start" onClick={() => setOpen(true)}>
        {t("message.show")}
      </button>
    );
  return (
    <section class="stack tight" aria-labelledby={id}>
      <h3 id={id}>{t("message.title")}</h3>
      <MessageList path={`staff/appointments/${appointmentId}/messages`} />
    </section>
  );
}
