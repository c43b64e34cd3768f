// The note that is being written on a callback, kept in this tab until it is on record.

import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { draft, forgetDraft, keepDraft } from "../drafts";

export interface Note {
  /** What was typed so far; a component that reads it follows it. */
  readonly text: string;
  type(text: string): void;
  /** It is on record: nothing is left of it here. */
  forget(): void;
}

/** Gives the note of a callback, with what was typed before. */
export function useNote(callbackId: string): Note {
  return useMemo(() => noteOf(`note-${callbackId}`), [callbackId]);
}

function noteOf(name: string): Note {
  const typed = signal(draft(name) ?? "");
  return {
    get text() {
      return typed.value;
    },
    type(text) {
      typed.value = text;
      keepDraft(name, text);
    },
    forget() {
      typed.value = "";
      forgetDraft(name);
    },
  };
}
