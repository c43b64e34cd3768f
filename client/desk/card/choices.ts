// Dialogs that are answered by one press.

/** Gives the focus to the first choice of the dialog that was just opened. */
export const focusFirstChoice = (): void =>
  document.querySelector<HTMLElement>("dialog[open] .choices button")?.focus();
