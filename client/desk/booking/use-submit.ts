// Sends the booking's form, and shows what came of it.

import { useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import type { Find } from "../ui/focus";
import { t } from "../words";
import { refusalOf, sayBooked, useSendBooking, type Wrong } from "./send-booking";
import type { BookingChoice } from "./use-booking";

export interface SubmitOptions {
  chosen: Pick<BookingChoice, "start" | "bay" | "reload"> & {
    choice: { serviceId: string };
  };
  /** What is sent of the person and the request. */
  about: () => Record<string, string | undefined>;
  tell: (text: string) => void;
  done: (appointment: Schemas["StaffAppointmentView"]) => void;
  focusSoon: (find: Find) => void;
  find: (selector: string) => Find;
}

export interface Submit {
  busy: boolean;
  wrong: Wrong;
  /** Why it is booked beside another appointment; null where nobody asks. */
  reason: string | null;
  setReason: (reason: string | null) => void;
  submit: (event: Event) => void;
}

/** Who is to be booked: a question about one person's age is no answer about another's. */
const whoOf = ({ name, phone, email }: Record<string, string | undefined>): string =>
  JSON.stringify([name, phone, email]);

export function useSubmit(options: SubmitOptions): Submit {
  const { chosen, about, tell, done, focusSoon, find } = options;
  const [reason, setReason] = useState<string | null>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);
  const [mayBeMinor, setMayBeMinor] = useState(""); // who was asked about, by name
  const send = useSendBooking();

  async function book(startsAt: string): Promise<void> {
    setBusy(true);
    tell("");
    setWrong({});
    try {
      const appointment = await send({
        ...about(),
        service_id: chosen.choice.serviceId,
        starts_at: startsAt,
        bay: chosen.bay || undefined,
        override: reason?.trim() || undefined,
        despite_age: (mayBeMinor && mayBeMinor === whoOf(about())) || undefined,
      });
      sayBooked(appointment, startsAt);
      done(appointment);
    } catch (failure) {
      await refused(failure);
    }
  }

  async function refused(failure: unknown): Promise<void> {
    const refusal = refusalOf(failure);
    if (refusal.isStale) await chosen.reload();
    setBusy(false);
    tell(refusal.text);
    setWrong(refusal.wrong);
    if (refusal.isUnderAge) setMayBeMinor(whoOf(about()));
    if (refusal.wantsReason) setReason((now) => now ?? "");
    focusSoon(find(refusal.wantsReason ? "[name=override]" : "[aria-invalid=true]"));
  }

  function submit(event: Event): void {
    event.preventDefault();
    if (busy) return;
    if (chosen.start) book(chosen.start.at);
    else tell(t("booking.choose_time"));
  }

  return { busy, wrong, reason, setReason, submit };
}
