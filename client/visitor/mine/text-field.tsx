// A field with its name above it, and below it what is the matter.

import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../page";

/** What ties an input to its name and to what is the matter with it. */
export interface Tied {
  id: string;
  ref: RefObject<HTMLInputElement | null>;
  "aria-describedby": string;
  "aria-invalid": boolean;
}

export interface TextFieldProps {
  id: string;
  label: string;
  /** The key of what is the matter. */
  wrong?: string;
  /** It is the first that has to be mended. */
  isFirstWrong?: boolean;
  control(tied: Tied): JSX.Element;
}

export function TextField(props: TextFieldProps): JSX.Element {
  const { id, wrong, isFirstWrong } = props;
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isFirstWrong) input.current?.focus();
  }, [isFirstWrong]);
  const says = `${id}-error`;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.control({
        id,
        ref: input,
        "aria-describedby": says,
        "aria-invalid": Boolean(wrong),
      })}
      <p class="error" id={says}>
        {wrong && t(wrong)}
      </p>
    </div>
  );
}
