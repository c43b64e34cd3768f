// The key that does what a button does, for the eye: `aria-keyshortcuts` says it to all others.

import type { JSX } from "preact";

export const KeyHint = ({ of }: { of: string }): JSX.Element => (
  <span aria-hidden="true">
    <kbd>{of}</kbd>
  </span>
);
