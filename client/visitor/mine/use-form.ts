// A form that is sent once at a time.

import { useRef, useState } from "preact/hooks";

export type Typed = (field: string) => string;

export interface SentForm {
  /** It is under way. */
  busy: boolean;
  onSubmit(event: SubmitEvent): Promise<void>;
}

/** `send` is given what stands in each field, without space around it. */
export function useForm(send: (typed: Typed) => Promise<void>): SentForm {
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  async function onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    const data = new FormData(event.currentTarget as HTMLFormElement);
    try {
      await send((field) => String(data.get(field) ?? "").trim());
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }
  return { busy, onSubmit };
}
