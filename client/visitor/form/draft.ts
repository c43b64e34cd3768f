// What was typed, kept in this tab until it is sent: a reload loses nothing.

import { fields, form, isBox } from "./fields";

type Kept = Record<string, string[]>;

const DRAFT = `frontdesk-draft ${form.action}`;
const KEPT_FOR = 30 * 60 * 1000; // milliseconds since the last change
const NOT_KEPT = ["leave_blank", "time_zone", "language"];

export function keepDraft(): void {
  const kept: Kept = {};
  for (const [name, value] of new FormData(form))
    if (!NOT_KEPT.includes(name)) {
      kept[name] ??= [];
      kept[name].push(String(value));
    }
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify({ at: Date.now(), fields: kept }));
  } catch {
    // storage is full or forbidden: the form works without
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(DRAFT);
  } catch {
    // as above
  }
}

function readDraft(): Kept | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
    return draft && Date.now() - draft.at < KEPT_FOR ? draft.fields : null;
  } catch {
    return null;
  }
}

/**
 * Fills in what was typed before. With the values come the key and the start: a form that was sent
 * before a reload is the same.
 */
export function restoreDraft(): void {
  const kept = readDraft();
  if (!kept) forgetDraft();
  else fillIn(kept);
}

function fillIn(kept: Kept): void {
  for (const element of fields()) {
    if (NOT_KEPT.includes(element.name)) continue;
    const values = kept[element.name];
    if (isBox(element)) element.checked = values?.includes(element.value) ?? false;
    else if (values?.[0] !== undefined) element.value = values[0];
  }
}
