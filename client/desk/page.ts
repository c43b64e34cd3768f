// The page itself: its root, its name, its title.

/** The element that everything but dialogs is shown in. */
export function pageRoot(): HTMLElement {
  const root = document.getElementById("desk");
  if (!root) throw new Error("the page has no root");
  return root;
}

/** The clinic's name, known before anything was read. */
export const clinicName = (): string => document.documentElement.dataset.clinic ?? "";

/** Give the page its title: what it shows now, and whose it is. */
export function entitle(what: string): void {
  document.title = `${what} – ${clinicName()}`;
}
