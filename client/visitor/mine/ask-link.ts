// Asks for the link to an appointment or a request, by its reference and the address that came with it.

import { type Signal, signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { type Attempt, attempt } from "../../shared/keys";
import type { Answer } from "../ask";
import { NO_ANSWER, refusal, type Server, type Told, type Wrong } from "./own-things";

export type Typed = Omit<Schemas["AskLinkIn"], "language">;

export interface LinkStep {
  told: Told | null;
  wrong: Wrong;
}

/** Figures that only a phone number has so many of. */
const FIGURES_OF_A_NUMBER = 7;

export class AskLink {
  readonly step: Signal<LinkStep> = signal<LinkStep>({ told: null, wrong: {} });
  private asked: { body: string; attempt: Attempt } | null = null;

  constructor(private readonly server: Pick<Server, "ask" | "language">) {}

  /** Asks once for what was typed, however often that takes; the answer is the same to everybody. */
  async ask(typed: Typed): Promise<void> {
    const wrong = wrongIn(typed);
    if (Object.keys(wrong).length) return this.say(null, wrong);
    const body = { ...typed, language: this.server.language };
    const text = JSON.stringify(body);
    if (this.asked?.body !== text) this.asked = { body: text, attempt: attempt() };
    const asking = this.asked.attempt;
    let answer: Answer<Schemas["LinkAsked"]> | null = null;
    try {
      const headers = { "Idempotency-Key": asking.key() };
      answer = await this.server.ask("POST", "links", { body, headers });
    } catch {
      // no answer, or none of ours
    }
    asking.ended(answer?.status);
    if (!answer) return this.say(NO_ANSWER);
    if (!answer.ok) return this.say(...refusal(answer));
    this.say({ text: "mine.link_sent" });
  }

  private say(told: Told | null, wrong: Wrong = {}): void {
    this.step.value = { told, wrong };
  }
}

function wrongIn({ reference, email }: Typed): Wrong {
  const wrong: Wrong = {};
  if (!reference) wrong.reference = "mine.reference_missing";
  if (!email) wrong.email = "mine.email_missing";
  else if (isNumber(email)) wrong.email = "mine.link_by_email";
  return wrong;
}

const isNumber = (typed: string): boolean =>
  !typed.includes("@") && typed.replace(/\D/g, "").length >= FIGURES_OF_A_NUMBER;
