// Parts that the server drew once, empty, for the script to fill.

import type { Schemas } from "../../shared/api";
import { byId } from "../page";

/** A copy of a shape, its holes filled with texts. */
export function shape(id: string, values: Record<string, string> = {}): DocumentFragment {
  const copy = byId<HTMLTemplateElement>(id).content.cloneNode(true) as DocumentFragment;
  for (const hole of copy.querySelectorAll<HTMLElement>("[data-fill]"))
    hole.textContent = values[hole.dataset.fill ?? ""] ?? hole.textContent;
  return copy;
}

/** The panel that leads to help. */
export function crisisPanel(panel: Schemas["CrisisPanel"]): DocumentFragment {
  const copy = shape("crisis-shape", { heading: panel.heading, text: panel.text });
  const lines = panel.lines.map((way) => {
    const line = document.createElement("li");
    line.append(link(way.href, way.label));
    return line;
  });
  copy.querySelector("[data-fill=lines]")?.replaceChildren(...lines);
  return copy;
}

/** A link to a place on the page, to a phone or to another site, which opens beside this one. */
export function link(href: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement("a");
  anchor.textContent = text;
  if (/^(#|tel:|sms:|https?:\/\/)/.test(href)) anchor.href = href;
  if (/^https?:/.test(href)) {
    anchor.target = "_blank";
    anchor.rel = "noopener";
  }
  return anchor;
}
