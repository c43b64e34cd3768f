// The page as its server drew it: its elements, its words, its language.

/** The element of an id that the page always has. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element as E;
}

const words = byId("words");

/** What the page says of itself: `base`, the API's root, and `clinic`, its name. */
export const PAGE = { base: words.dataset.base ?? "/", clinic: words.dataset.clinic ?? "" };
export const TEXTS = JSON.parse(words.textContent) as Record<string, string>;
export const LANGUAGE = document.documentElement.lang;
/** Who reads it: in which language, and by which clock. */
export const READER = {
  locale: `${LANGUAGE}-US`,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};
export const FRAMED = "framed" in document.documentElement.dataset;
document.documentElement.classList.add("js");

export type Values = Record<string, string | number | null | undefined>;

/** The text of a key, with its `{holes}` filled in. */
export function t(key: string, values: Values = {}): string {
  return (TEXTS[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in values ? String(values[name]) : hole,
  );
}

/** Shows the top of the page; whoever shows it in a frame of theirs brings the frame's into view. */
export function toTop(): void {
  scrollTo(0, 0);
  if (FRAMED) document.dispatchEvent(new Event("frontdesk:top"));
}
