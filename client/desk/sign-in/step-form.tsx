// One step: a form that is sent once at a time, with what went wrong in it.

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Problem, Unreached } from "../api";
import { focusWrong, type Sorted, sortProblem } from "../ui/field";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";

/** What was typed into the form's field of a name. */
export type Typed = (name: string) => string;

export type Wrong = Partial<Record<string, string>>;

export interface StepFormProps {
  title: string;
  lead?: string;
  /** What is said above the fields from the beginning. */
  notice?: string;
  /** The API's names of what the form has fields for. */
  fields: readonly string[];
  /** Makes the fields, given what is wrong with each. */
  parts: (wrong: Wrong) => ComponentChildren;
  yes: string;
  send: (typed: Typed) => Promise<void>;
  /** Called besides when the API said no. */
  refused?: (problem: Problem, form: HTMLFormElement) => void;
  otherwise: { words: string; act: (typed: Typed) => void } | null;
}

export function StepForm(props: StepFormProps): JSX.Element {
  const id = useUniqueId();
  const form = useRef<HTMLFormElement>(null);
  const { sorted, isBusy, submit } = useStep(props, form);
  const said = sorted ? sorted.left.join(" ") : props.notice;
  const { otherwise } = props;
  return (
    <form class="stack" noValidate aria-labelledby={id} ref={form} onSubmit={submit}>
      <h1 id={id}>{props.title}</h1>
      {props.lead && <p>{props.lead}</p>}
      <p class="wrong" role="alert" hidden={!said}>
        {said}
      </p>
      {props.parts(sorted?.wrong ?? {})}
      <div class="row">
        <button type="submit" class="first" aria-busy={isBusy || undefined}>
          {props.yes}
        </button>
        {otherwise && (
          <button type="button" class="link" onClick={() => otherwise.act(typedIn(form.current))}>
            {otherwise.words}
          </button>
        )}
      </div>
    </form>
  );
}

function useStep(
  { fields, send, refused }: StepFormProps,
  form: { current: HTMLFormElement | null },
) {
  const [sorted, setSorted] = useState<Sorted<string> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const sending = useRef(false);
  useLayoutEffect(() => focusWrong(form.current), [sorted]);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    try {
      await send(typedIn(form.current));
    } catch (failure) {
      setSorted(complaint(failure, fields));
      if (failure instanceof Problem && form.current) refused?.(failure, form.current);
    }
    sending.current = false;
    setBusy(false);
  }

  return { sorted, isBusy, submit };
}

function typedIn(form: HTMLFormElement | null): Typed {
  const given = form ? new FormData(form) : new FormData();
  return (name) => String(given.get(name) ?? "");
}

function complaint(failure: unknown, fields: readonly string[]): Sorted<string> {
  if (failure instanceof Problem) return sortProblem(failure, fields);
  if (failure instanceof Unreached) return { wrong: {}, left: [failure.message] };
  console.error(failure);
  return { wrong: {}, left: [t("common.failed")] };
}
