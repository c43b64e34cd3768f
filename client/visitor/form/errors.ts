// What has to change in the form: beside each field, and together above all of them.

import type { Schemas } from "../../shared/api";
import { kindOf } from "../../shared/problem";
import { byId, TEXTS, t } from "../page";
import { fields, form, say } from "./fields";
import { type Finding, isMended, type Typed } from "./mended";
import { type Ended, noticeOf } from "./notice-words";
import { link } from "./shapes";

type Problem = Partial<Schemas["Problem"]>;

interface Wrong {
  finding: Finding;
  message: string;
  /** What was refused. */
  typed: Typed;
}

const wrong = new Map<string, Wrong>(); // by field, what is still to be mended

const slotOf = (name: string): HTMLElement | null => document.getElementById(`${name}-error`);

export function clearErrors(): void {
  byId("notice").hidden = true;
  for (const name of [...wrong.keys()]) forget(name);
}

/** Shows what a refusal found, the first finding of each field, in the page's order. */
export function showErrors(problem: Problem, ended: Ended): void {
  const found = new Map<string, Finding>();
  for (const { field, code, limit } of problem.errors ?? []) {
    const name = field.split(".")[0] ?? field;
    if (!found.has(name)) found.set(name, { name, code, limit });
  }
  const typed = typedNow();
  for (const finding of inOrder([...found.values()])) {
    const message = inPlainWords(finding);
    wrong.set(finding.name, { finding, message, typed });
    mark(finding.name, message);
  }
  notify(kindOf(problem.type), ended);
}

/** Takes away what has been mended since it was refused. */
export function forgetMended(): void {
  if (!wrong.size) return;
  const now = typedNow();
  for (const [name, { finding, typed }] of [...wrong])
    if (isMended(finding, typed, now)) forget(name);
  showLines();
  if (!wrong.size) byId("notice").hidden = true;
}

function typedNow(): Typed {
  const typed: Typed = {};
  for (const element of fields()) typed[element.name] = { value: "", isInForm: true };
  for (const [name, value] of new FormData(form))
    typed[name] = { value: String(value), isInForm: isInForm(name) };
  return typed;
}

/** False where the browser itself sees that it is not of its kind: no e-mail address, say. */
function isInForm(name: string): boolean {
  const element = form.elements.namedItem(name);
  return !(element instanceof HTMLInputElement && element.validity.typeMismatch);
}

/** As their fields stand on the page; what belongs to no field comes last. */
function inOrder(findings: Finding[]): Finding[] {
  const slots = [...form.querySelectorAll<HTMLElement>(".error")].map(({ id }) => id);
  const place = ({ name }: Finding): number => {
    const at = slots.indexOf(`${name}-error`);
    return at < 0 ? slots.length : at;
  };
  return findings.sort((one, other) => place(one) - place(other));
}

/** In the field's own words, else in those of the kind of finding, as without script. */
function inPlainWords({ name, code, limit }: Finding): string {
  const keys = [`error.${name}.${code}`, `error.${code}`];
  return t(keys.find((key) => key in TEXTS) ?? "error.invalid", { limit });
}

function mark(name: string, message: string): void {
  const slot = slotOf(name);
  if (!slot) return;
  slot.textContent = message;
  slot.closest("details")?.setAttribute("open", ""); // what has to change is in sight
  fieldOf(name)?.setAttribute("aria-invalid", "true");
}

const fieldOf = (name: string): Element | null =>
  slotOf(name)?.closest("[role=radiogroup]") ?? document.getElementById(name);

function forget(name: string): void {
  wrong.delete(name);
  const slot = slotOf(name);
  if (slot) slot.textContent = "";
  fieldOf(name)?.removeAttribute("aria-invalid");
}

/** Says above the form what is the matter, and leads there. */
export function notify(kind: string, ended: Ended): void {
  const { title, text } = noticeOf(kind, ended, TEXTS);
  byId("notice-title").textContent = t(title);
  byId("notice-text").textContent = t(text);
  showLines();
  byId("notice").hidden = false;
  byId("notice").focus();
  say("");
}

function showLines(): void {
  const lines = [...wrong].map(([name, { message }]) => {
    const line = document.createElement("li");
    line.append(document.getElementById(name) ? link(`#${name}`, message) : message);
    return line;
  });
  byId("notice-errors").replaceChildren(...lines);
}

/** Takes over what the server has drawn: the form was sent without script. */
export function takeOverErrors(): void {
  const typed = typedNow();
  for (const { id, textContent: message } of form.querySelectorAll(".error")) {
    const name = id.replace(/-error$/, "");
    if (message) wrong.set(name, { finding: { name, code: "" }, message, typed });
  }
}
