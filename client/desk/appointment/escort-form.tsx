// Who takes the patient home: noted and confirmed, as long as that is open.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Field } from "../ui/field";
import { t } from "../words";
import type { Appointment } from "./change-appointment";

export interface EscortFormProps {
  appointment: Appointment;
  confirm(name: string): void;
}

export function EscortForm({ appointment, confirm }: EscortFormProps): JSX.Element | null {
  const { escort, status } = appointment;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const isAsked = status === "booked" || status === "arrived";
  if (!escort || escort.confirmed_at || !isAsked) return null;
  const name = typed ?? escort.name ?? ""; // what was typed outlives what a colleague noted
  const submit = (event: Event) => {
    event.preventDefault();
    const given = name.trim();
    setWrong(given ? null : t("appointment.escort.missing"));
    if (given) confirm(given);
    else input.current?.focus();
  };
  return (
    <form class="visit-escort" noValidate onSubmit={submit}>
      <Field
        label={t("appointment.escort.label")}
        wrong={wrong}
        control={(props) => (
          <input
            ref={input}
            maxLength={100}
            autocomplete="off"
            value={name}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            {...props}
          />
        )}
      />
      <button type="submit" class="second">
        {t("appointment.escort.confirm")}
      </button>
    </form>
  );
}
