// Everything that is one visitor's: asked for by name and address, opened by the code that went there.

import { type Signal, signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { type Attempt, attempt } from "../../shared/keys";
import type { Answer, ask, Clinic, Refused } from "../ask";
import type { KeptCode } from "./kept-code";

export type Things = Schemas["ProvenThings"];
export type Typed = Omit<Schemas["AskCodeIn"], "language">;
export type Field = "name" | "email" | "location_id" | "code" | "reference";

/** Something that is said above what is shown. */
export interface Told {
  text: string;
  /** Whom to call, where the text names a number. */
  phone?: string;
}

/** Fields that are to be mended, each with what is the matter. */
export type Wrong = Partial<Record<Field, string>>;

export type Step =
  | { name: "loading" }
  | { name: "asking"; told: Told | null; wrong: Wrong }
  | { name: "typing"; told: Told | null; wrong: Wrong; kept: KeptCode }
  | { name: "failed"; again(): Promise<void> }
  | { name: "seen"; told: Told | null; things: Things; until: string };

export interface Server {
  ask: typeof ask;
  clinic(): Promise<Clinic>;
  language: string;
  /** No code and no link can come now. */
  isMailOff: boolean;
  kept: { read(): KeptCode | null; keep(code: KeptCode): void; forget(): void };
}

type Headers = Record<string, string>;

const FIGURES = 6;
export const NO_ANSWER: Told = { text: "mine.no_answer" };

export class OwnThings {
  readonly step: Signal<Step> = signal<Step>({ name: "loading" });
  /** What was typed, for whoever asks again. */
  typed: Typed = { name: "", email: "", location_id: "" };
  typedCode = "";
  known: Clinic | null = null;
  private asked: { body: string; attempt: Attempt } | null = null;
  private closing: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly server: Server) {}

  /** Goes on where this tab was. */
  async open(): Promise<void> {
    const kept = this.server.kept.read();
    try {
      this.known = await this.server.clinic();
    } catch {
      return this.go({ name: "failed", again: () => this.open() });
    }
    this.typed.location_id ||= this.known.locations[0]?.location_id ?? "";
    if (!kept) return this.askAnew();
    this.typed.email = kept.email;
    if (kept.proven) return this.show(kept, null);
    if (isOver(kept.until)) return this.over("mine.code_over");
    this.go({ name: "typing", told: null, wrong: {}, kept });
  }

  /** Back to where a code is asked for. */
  askAnew(told: Told | null = null, wrong: Wrong = {}): void {
    this.go({ name: "asking", told, wrong });
  }

  /** Asks for a code. The same typed again is the same code, as long as it is not known to be there. */
  async askForCode(typed: Typed): Promise<void> {
    this.typed = typed;
    const wrong = missingIn(typed);
    if (Object.keys(wrong).length) return this.askAnew(null, wrong);
    const body = { ...typed, language: this.server.language };
    const text = JSON.stringify(body);
    if (this.asked?.body !== text) this.asked = { body: text, attempt: attempt() };
    const asking = this.asked.attempt;
    const headers = { "Idempotency-Key": asking.key() };
    const answer = await this.call<Schemas["CodeAsked"]>("POST", "proofs", headers, body);
    asking.ended(answer?.status);
    if (!answer) return this.askAnew(NO_ANSWER);
    if (!answer.ok) return this.askAnew(...refusal(answer));
    this.asked = null;
    this.typedCode = "";
    const { proof_id, code_token, until } = answer.said;
    const kept = { proof_id, code_token, until, email: typed.email };
    this.server.kept.keep(kept);
    this.go({ name: "typing", told: null, wrong: {}, kept });
  }

  /** Types the code. Sent again after silence, the right one proves the same. */
  async typeCode(kept: KeptCode, typed: string): Promise<void> {
    this.typedCode = typed;
    const code = typed.normalize("NFKC").replace(/\D/g, "");
    if (code.length !== FIGURES) return this.wrongCode(kept, "mine.code_missing");
    const path = `proofs/${kept.proof_id}/code`;
    const answer = await this.call<Schemas["Proven"]>("POST", path, tokensOf(kept), { code });
    if (!answer) return this.go({ name: "typing", told: NO_ANSWER, wrong: {}, kept });
    if (answer.ok) {
      const { proof_token: token, until } = answer.said;
      const proven = { ...kept, proven: { token, until } };
      this.server.kept.keep(proven);
      this.typedCode = "";
      return this.show(proven, null);
    }
    if (answer.kind === "not-found") return this.over("mine.code_over");
    if (answer.kind === "wrong-code") return this.wrongCode(kept, "mine.code_wrong");
    const [told] = refusal(answer);
    this.go({ name: "typing", told, wrong: {}, kept });
  }

  /** Takes back that they asked not to be contacted. */
  async contactAgain(): Promise<void> {
    const kept = this.server.kept.read();
    if (!kept?.proven) return this.over("mine.proof_over");
    return this.read(kept, "POST", "contact-again", { text: "mine.contact_again_done" });
  }

  /** Closes the page; nothing of theirs stays in the tab. */
  close(told = "mine.closed"): void {
    this.typed = { ...this.typed, name: "", email: "" };
    this.over(told);
  }

  private show(kept: KeptCode, told: Told | null): Promise<void> {
    return this.read(kept, "GET", "things", told);
  }

  private async read(
    kept: KeptCode,
    method: string,
    what: string,
    told: Told | null,
  ): Promise<void> {
    const path = `proofs/${kept.proof_id}/${what}`;
    const body = method === "POST" ? {} : undefined;
    const answer = await this.call<Things>(method, path, tokensOf(kept), body);
    if (answer?.ok) {
      const until = kept.proven?.until ?? kept.until;
      this.closeAt(until);
      return this.go({ name: "seen", told, things: answer.said, until });
    }
    if (answer?.kind === "not-found") return this.over("mine.proof_over");
    this.go({ name: "failed", again: () => this.read(kept, method, what, told) });
  }

  private wrongCode(kept: KeptCode, why: string): void {
    if (isOver(kept.until)) this.over("mine.code_over");
    else this.go({ name: "typing", told: null, wrong: { code: why }, kept });
  }

  private over(text: string): void {
    clearTimeout(this.closing);
    this.server.kept.forget();
    this.typedCode = "";
    this.askAnew({ text });
  }

  /** What is open does not stay on a screen that somebody left. */
  private closeAt(until: string): void {
    clearTimeout(this.closing);
    const left = Date.parse(until) - Date.now();
    if (left > 0) this.closing = setTimeout(() => this.close("mine.proof_over"), left);
  }

  private async call<T>(
    method: string,
    path: string,
    headers: Headers,
    body?: unknown,
  ): Promise<Answer<T> | null> {
    try {
      return await this.server.ask<T>(method, path, { body, headers });
    } catch {
      return null; // no answer, or none of ours
    }
  }

  private go(step: Step): void {
    this.step.value = step;
  }
}

const isOver = (until: string): boolean => Date.parse(until) <= Date.now();

const tokensOf = ({ code_token, proven }: KeptCode): Headers => ({
  "Code-Token": code_token,
  ...(proven ? { "Proof-Token": proven.token } : {}),
});

function missingIn({ name, email }: Typed): Wrong {
  return {
    ...(name ? {} : { name: "mine.name_missing" }),
    ...(email ? {} : { email: "mine.email_missing" }),
  };
}

const TOO_MANY = ["too-many-codes", "too-many-code-tries", "too-many-links"];

const IN_WORDS: Record<string, string> = {
  "reference.invalid": "mine.reference_invalid",
  "reference.missing": "mine.reference_invalid",
  "name.missing": "mine.name_missing",
  "email.missing": "mine.email_missing",
  "email.invalid": "mine.email_invalid",
};

/** What is said of a refusal, and which fields it finds wrong. */
export function refusal({ kind, said }: Refused): [Told | null, Wrong] {
  if (TOO_MANY.includes(kind))
    return [{ text: "mine.too_many", phone: String(said.phone ?? "") }, {}];
  const wrong: Wrong = {};
  for (const { field, code } of said.errors ?? [])
    wrong[field as Field] = IN_WORDS[`${field}.${code}`] ?? "mine.field_wrong";
  return Object.keys(wrong).length ? [null, wrong] : [{ text: "mine.wrong" }, {}];
}
