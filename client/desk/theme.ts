// Light or dark: as the machine has it, or as somebody chose it in this browser.

import { signal } from "@preact/signals";

const KEPT = "frontdesk-theme"; // "light" or "dark", nothing about anybody
const MACHINE = window.matchMedia("(prefers-color-scheme: dark)");

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const chosen = signal<Theme>(kept());

function kept(): Theme {
  const found = localStorage.getItem(KEPT);
  return THEMES.find((each) => each === found) ?? "system";
}

/** The choice as it stands. */
export const theme = (): Theme => chosen.value;

/** Choose, in this browser from now on. */
export function chooseTheme(next: Theme): void {
  if (next === "system") localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, next);
  chosen.value = next;
  show();
}

/** The choice that follows one, around and around. */
export const themeAfter = (now: Theme): Theme =>
  THEMES[(THEMES.indexOf(now) + 1) % THEMES.length] ?? "system";

function show(): void {
  const machine = MACHINE.matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen.value === "system" ? machine : chosen.value;
}

/** Show the page in it from now on, also when the machine changes, or another tab. */
export function followTheme(): void {
  show();
  MACHINE.addEventListener("change", show);
  window.addEventListener("storage", ({ key }) => {
    if (key !== KEPT) return;
    chosen.value = kept();
    show();
  });
}
