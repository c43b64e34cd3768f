// Fields with their label, and what is wrong with them beside them.

import type { ComponentChildren, JSX } from "preact";
import type { Problem } from "../api";
import { useUniqueId } from "./hooks";

/** What a control needs to belong to its label, its hint and its error. */
export interface ControlProps {
  id: string;
  "aria-describedby": string;
  "aria-invalid": "true" | undefined;
}

export interface FieldProps {
  label: string;
  hint?: string;
  /** What to change, if anything. */
  wrong?: string | null;
  hidden?: boolean;
  /** Makes the input, select or textarea. */
  control: (props: ControlProps) => ComponentChildren;
}

export function Field({ label, hint, wrong, hidden, control }: FieldProps): JSX.Element {
  const id = useUniqueId();
  const described = [hint && `${id}-hint`, `${id}-wrong`].filter(Boolean).join(" ");
  return (
    <div class="field" hidden={hidden}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="quiet small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {control({
        id,
        "aria-describedby": described,
        "aria-invalid": wrong ? "true" : undefined,
      })}
      <p class="wrong" id={`${id}-wrong`} hidden={!wrong}>
        {wrong}
      </p>
    </div>
  );
}

export interface CheckProps {
  label: string;
  checked?: boolean;
  disabled?: boolean;
  name?: string;
  onChange: (checked: boolean) => void;
}

/** A box to check, with its words. */
export function Check({ label, onChange, ...box }: CheckProps): JSX.Element {
  return (
    <label class="tick">
      <input type="checkbox" {...box} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** The options of a select, of [value, words] pairs. */
export const options = (pairs: readonly (readonly [string, string])[]): JSX.Element[] =>
  pairs.map(([value, words]) => (
    <option key={value} value={value}>
      {words}
    </option>
  ));

export interface Sorted<Name extends string> {
  /** By field of the form, what to change. */
  wrong: Partial<Record<Name, string>>;
  /** What no field could show. */
  left: string[];
}

/** Sort what a problem says by the fields that a form has; "person.name" counts for "person", too. */
export function sortProblem<Name extends string>(
  problem: Problem,
  names: readonly Name[],
): Sorted<Name> {
  const wrong: Partial<Record<Name, string>> = {};
  const left: string[] = [];
  for (const { field, message } of problem.errors) {
    const name =
      names.find((each) => each === field) ?? names.find((each) => each === field.split(".")[0]);
    if (name === undefined) left.push(message);
    else wrong[name] ??= message;
  }
  return { wrong, left: problem.errors.length ? left : [problem.message] };
}

/** Focus the first control within `place` that is marked as wrong. */
export function focusWrong(place: Element | null): void {
  place?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}
