// A button of the toolbar, with the key that presses it.

import type { ComponentChildren, JSX } from "preact";
import { KeyHint } from "./key-hint";

export interface PressProps {
  kind?: "first" | "second";
  /** What it is called where its face is a sign. */
  label?: string;
  /** The key that presses it. */
  shortcut?: string;
  isKeyShown?: boolean;
  act(): unknown;
  children: ComponentChildren;
}

export function Press(props: PressProps): JSX.Element {
  const { kind = "second", label, shortcut, isKeyShown, act, children } = props;
  return (
    <button
      type="button"
      class={kind}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      onClick={() => {
        act();
      }}
    >
      {children}
      {isKeyShown && shortcut && (
        <>
          {" "}
          <KeyHint of={shortcut} />
        </>
      )}
    </button>
  );
}
