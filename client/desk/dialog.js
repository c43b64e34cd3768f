// Dialogs: one question at a time, closed by Escape, the focus back where it was.

import { fill, h, newId } from "./dom";

/**
 * Open a dialog. `content` is what stands in it; `closed` is called with what `close` was given.
 * Gives `{close, element}`. `wide` for what needs room.
 */
export function openDialog({ title, content, closed, wide = false }) {
  const id = newId("dialog");
  const away = h("button", { type: "button", class: "plain", "aria-label": "Close" }, "✕");
  const element = h(
    "dialog",
    { class: wide ? "wide" : "", "aria-labelledby": id },
    h("header", {}, h("h2", { id, tabindex: "-1" }, title), away),
    h("div", { class: "content" }, content),
  );
  let answer = null;
  const close = (given = null) => {
    answer = given;
    element.close();
  };
  away.addEventListener("click", () => close());
  element.addEventListener("close", () => {
    element.remove();
    closed?.(answer);
  });
  document.body.append(element);
  element.showModal();
  return { close, element };
}

/** Ask whether to go on; a promise of yes (true) or no. */
export function ask({ title, text, yes, grave = false }) {
  return new Promise((answered) => {
    const buttons = h("div", { class: "buttons" });
    const dialog = openDialog({
      title,
      content: [h("p", {}, text), buttons],
      closed: (answer) => answered(answer === true),
    });
    const on = { click: () => dialog.close(true) };
    fill(
      buttons,
      h("button", { type: "button", class: "second", on: { click: () => dialog.close() } }, "Back"),
      h("button", { type: "button", class: grave ? "grave" : "first", on }, yes),
    );
  });
}
