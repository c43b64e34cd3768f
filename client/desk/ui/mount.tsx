// Puts a component into an element, and takes it away again.

import { type ComponentChild, render } from "preact";

/** Show `content` in `place`; gives what ends it. */
export function mount(place: Element, content: ComponentChild): () => void {
  render(content, place);
  return () => render(null, place);
}
