// The page itself: its root, its name, its title.

/** The element that everything but dialogs is shown in. */
export function pageRoot(): HTMLElement {
  const root = document.getElementById("desk");
  if (!root) throw new Error("the page has no root");
  return root;
}

/** The clinic's name, known before anything was read. */
export const clinicName = (): string => document.documentElement.dataset.clinic ?? "";

let shown = "";
let mark = "";

/** Give the page its title: what it shows now, and whose it is. */
export function entitle(what: string): void {
  retitle(`${what} – ${clinicName()}`);
}

/** The title, without what is marked before it. */
export const titleNow = (): string => shown || document.title;

/** Give the page a title that it had. */
export function retitle(title: string): void {
  shown = title;
  document.title = mark + shown;
}

/** Let every title begin with this from now on: seen among the tabs of other pages. */
export function markTitle(words: string): void {
  const next = words && `${words} – `;
  if (next === mark) return;
  const title = titleNow();
  mark = next;
  retitle(title);
}
