/** Set text only if it differs: what is being read or selected is left alone. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
