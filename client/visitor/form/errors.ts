// What has to change in the form: beside each field, and together above all of them.

import type { Schemas } from "../../shared/api";
import { kindOf } from "../../shared/problem";
import { byId, TEXTS, t } from "../page";
import { form, say } from "./fields";
import { link } from "./shapes";

type Problem = Partial<Schemas["Problem"]>;
type Finding = Pick<Schemas["ProblemField"], "code" | "limit">;

export function clearErrors(): void {
  byId("notice").hidden = true;
  for (const slot of form.querySelectorAll(".error")) slot.textContent = "";
  for (const wrong of form.querySelectorAll("[aria-invalid]"))
    wrong.removeAttribute("aria-invalid");
}

/** Shows what a refusal found, the first finding of each field. */
export function showErrors(problem: Problem): void {
  const errors = new Map<string, string>();
  for (const error of problem.errors ?? []) {
    const name = error.field.split(".")[0] ?? error.field;
    if (!errors.has(name)) errors.set(name, inPlainWords(name, error));
  }
  for (const [name, message] of errors) mark(name, message);
  notify(kindOf(problem.type), errors);
}

/** In the field's own words, else in those of the kind of finding, as without script. */
function inPlainWords(name: string, { code, limit }: Finding): string {
  const keys = [`error.${name}.${code}`, `error.${code}`];
  return t(keys.find((key) => key in TEXTS) ?? "error.invalid", { limit });
}

function mark(name: string, message: string): void {
  const slot = document.getElementById(`${name}-error`);
  if (!slot) return;
  slot.textContent = message;
  const wrong = slot.closest("[role=radiogroup]") ?? document.getElementById(name);
  wrong?.setAttribute("aria-invalid", "true");
}

/** Says above the form what is the matter, and leads there. */
export function notify(kind: string, errors: ReadonlyMap<string, string> = new Map()): void {
  const known = `notice.${kind}.title` in TEXTS ? kind : "other";
  byId("notice-title").textContent = t(`notice.${known}.title`);
  byId("notice-text").textContent = t(`notice.${known}.text`);
  const lines = [...errors].map(([name, message]) => {
    const line = document.createElement("li");
    line.append(document.getElementById(name) ? link(`#${name}`, message) : message);
    return line;
  });
  byId("notice-errors").replaceChildren(...lines);
  byId("notice").hidden = false;
  byId("notice").focus();
  say("");
}
