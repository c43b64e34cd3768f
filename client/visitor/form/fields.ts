// The fields of the form, as the server drew them.

import { byId } from "../page";

export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const form = byId<HTMLFormElement>("request");

/** Every field that has a name. */
export const fields = (): Field[] =>
  ([...form.elements] as Field[]).filter(
    (element) => element.name && !(element instanceof HTMLButtonElement),
  );

/** The one field of a name. */
export const field = (name: string): Field => form.elements.namedItem(name) as Field;

/** True of a box or a choice that can be checked. */
export const isBox = (element: Element | null): element is HTMLInputElement =>
  element instanceof HTMLInputElement && ["checkbox", "radio"].includes(element.type);

export const isChecked = (id: string): boolean => byId<HTMLInputElement>(id).checked;

/** The first element within the form that a selector finds. */
export function part<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = form.querySelector<E>(selector);
  if (!found) throw new Error(`the form has no ${selector}`);
  return found;
}

/** Tells those who hear the page. */
export function say(text: string): void {
  byId("status").textContent = text;
}
