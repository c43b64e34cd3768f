// What the desk can say now of an appointment, and what it has to wait for. Pure.

import type { Schemas } from "../../shared/api";

type Step = "check-in" | "fulfil" | "no-show";

export interface NextSteps {
  /** What can be said now. */
  now: Step[];
  /** What can be said later, from when on; in the order of time. */
  later: { step: Step; from: string }[];
}

type Standing = Pick<Schemas["StaffAppointmentView"], "status" | "possible_from">;

export function nextSteps({ status, possible_from: from }: Standing, now: number): NextSteps {
  const steps = after(status).map((step) => ({ step, from: from[FIELD[step]] }));
  const isTime = (each: { from: string }) => Date.parse(each.from) <= now;
  return {
    now: steps.filter(isTime).map(({ step }) => step),
    later: steps.filter((each) => !isTime(each)),
  };
}

const FIELD = { "check-in": "check_in", fulfil: "fulfil", "no-show": "no_show" } as const;

function after(status: Standing["status"]): Step[] {
  if (status === "booked") return ["check-in", "no-show"];
  if (status === "noshow") return ["check-in"];
  return status === "arrived" ? ["fulfil"] : [];
}
