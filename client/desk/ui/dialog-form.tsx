// What stands in a dialog with one form: its fields, one button, and what is wrong.

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../api";
import { messageOf } from "../failure-words";
import { t } from "../words";
import { focusWrong, sortProblem } from "./field";

export interface DialogFormProps<Name extends string> {
  text?: string;
  yes: string;
  grave?: boolean;
  /** The fields, by the API's names. */
  names: readonly Name[];
  /** Draws the fields; `wrong` says what to change in each. */
  fields: (wrong: Partial<Record<Name, string>>) => ComponentChildren;
  /** Does it; gives what is to be shown instead of the form, or null when all is said. */
  send: (given: (name: Name) => string) => Promise<ComponentChildren>;
  close(): void;
}

export function DialogForm<Name extends string>(props: DialogFormProps<Name>): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [shown, setShown] = useState<ComponentChildren>(null);
  const [wrong, setWrong] = useState<Partial<Record<Name, string>>>({});
  const [left, setLeft] = useState("");
  useLayoutEffect(() => focusWrong(form.current), [wrong]);

  async function submit(event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setBusy(true);
    setWrong({});
    setLeft("");
    try {
      const after = await props.send((name) => String(typed.get(name) ?? "").trim());
      if (after) setShown(after);
      else props.close();
    } catch (failure) {
      refused(failure);
    }
    setBusy(false);
  }

  function refused(failure: unknown): void {
    if (failure instanceof Problem && failure.status === 422) {
      const sorted = sortProblem(failure, props.names);
      setWrong(sorted.wrong);
      setLeft(sorted.left.join(" "));
    } else setLeft(messageOf(failure));
  }

  if (shown) return <Shown close={props.close}>{shown}</Shown>;
  return (
    <form ref={form} class="stack" noValidate onSubmit={submit}>
      {props.text && <p class="quiet">{props.text}</p>}
      {props.fields(wrong)}
      <p class="wrong" role="alert">
        {left}
      </p>
      <div class="buttons">
        <button type="button" class="second" onClick={props.close}>
          {t("common.back")}
        </button>
        <button type="submit" class={props.grave ? "grave" : "first"} disabled={isBusy}>
          {props.yes}
        </button>
      </div>
    </form>
  );
}

/** What was done, until it has been read. */
export function Shown({
  close,
  children,
}: {
  close(): void;
  children: ComponentChildren;
}): JSX.Element {
  const done = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => done.current?.focus(), []);
  return (
    <div class="stack">
      {children}
      <div class="buttons">
        <button ref={done} type="button" class="first" onClick={close}>
          {t("common.done")}
        </button>
      </div>
    </div>
  );
}
