// Says what was done with an appointment; what is said on its day has a way back.

import { say } from "../say";
import { offerWayBack } from "../way-back";
import { t } from "../words";
import { change } from "../writes";
import type { Appointment, DayStep, Sent, Verb } from "./change-appointment";
import { doneSaid } from "./done-said";

type Done = Pick<Appointment, "appointment_id" | "first_name" | "version">;

interface How {
  /** Looks anew once the way back was gone. */
  again?: () => unknown;
  /** What is for the clinician, said in the same breath. */
  stated?: string[];
}

/** Say it, and offer the way back where there is one. */
export function tellDone(done: Done, verb: Verb, sent?: Sent, { again, stated }: How = {}): void {
  const said = [doneSaid(done, verb, sent), ...(stated ?? [])].join(" ");
  if (!isDayStep(verb)) {
    say(said);
    return;
  }
  const { appointment_id: id, version } = done;
  offerWayBack({
    said,
    words: t(`appointment.undo.${verb}`),
    back: () =>
      change<Appointment>(
        `staff/appointments/${id}/undo`,
        { step: verb },
        { ifMatch: `"${version}"` },
      ),
    async onBack() {
      say(doneSaid(done, "undo", { step: verb }));
      await again?.();
    },
  });
}

const isDayStep = (verb: Verb): verb is DayStep =>
  verb === "check-in" || verb === "fulfil" || verb === "no-show";
