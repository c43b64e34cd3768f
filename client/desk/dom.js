// Elements made of text and other elements: nothing is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. Of `props`: `class`, `on` (listeners by event), `data` (data-*), `style` (CSS
 * properties, custom ones too); `hidden`, `disabled` and other booleans; anything else is an
 * attribute. Children are elements, text, numbers, or lists of them; null and false are nothing.
 */
export function h(tag, props, ...children) {
  return made(document.createElement(tag), props, children);
}

/** An element of a drawing. */
export function svg(tag, props, ...children) {
  return made(document.createElementNS(SVG, tag), props, children);
}

function made(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  element.append(...nodes(children));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
  } else if (name === "data") {
    for (const [key, text] of Object.entries(value)) element.dataset[key] = text;
  } else if (name === "style") {
    for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
  } else if (name === "value") {
    element.value = value; // what a field holds, not what it held at first
  } else {
    element.setAttribute(name, value === true ? "" : value);
  }
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

/** Put `children` in the place of all that is in `element`. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

let counted = 0;

/** An id that no other element of the page has. */
export function newId(stem = "id") {
  return `${stem}-${++counted}`;
}
