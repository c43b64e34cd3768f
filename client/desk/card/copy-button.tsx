// A button that copies text.

import type { JSX } from "preact";
import { say, warn } from "../say";
import { t } from "../words";

export interface CopyButtonProps {
  words: string;
  text: string;
  /** What is said once it is copied. */
  done: string;
  class?: string;
  hidden?: boolean;
}

export function CopyButton({ words, text, done, hidden, ...more }: CopyButtonProps): JSX.Element {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      warn(t("card.copy_failed"));
    }
  };
  const looks = ["second", "slim", more.class].filter(Boolean).join(" ");
  return (
    <button type="button" class={looks} hidden={hidden} onClick={copy}>
      {words}
    </button>
  );
}
