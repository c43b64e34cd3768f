// Keys do things where nothing is being typed.

/** Is a key meant for a field, a dialog or the browser, and not for the desk? */
export function isTyping(event) {
  const { target } = event;
  const field = target.closest?.("input, textarea, select, [contenteditable], dialog");
  const isElsewhere = field || document.querySelector("dialog[open]");
  return Boolean(isElsewhere) || event.ctrlKey || event.metaKey || event.altKey;
}
