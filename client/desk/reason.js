// A question that is answered by a reason.

import { openDialog } from "./dialog";
import { field } from "./fields";
import { fill, h } from "./dom";

/**
 * Ask for a reason; a promise of it, or of null when it was let be. `needed` whether it may be
 * empty; `grave` when what follows cannot be taken back.
 */
export function askReason({ title, text, label = "Reason", yes, needed = true, grave = false }) {
  return new Promise((answered) => {
    const control = h("textarea", { rows: 2, maxlength: 200 });
    const reason = field(label, control, { hint: needed ? null : "If there is one to note." });
    const form = h("form", { class: "stack", novalidate: true });
    const dialog = openDialog({ title, content: form, closed: answered });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = control.value.trim();
      if (given || !needed) return dialog.close(given);
      reason.wrong("Say why, in a few words.");
      control.focus();
    });
    fill(
      form,
      text && h("p", {}, text),
      reason,
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "second", on: { click: () => dialog.close() } }, "Back"),
        h("button", { class: grave ? "grave" : "first" }, yes),
      ),
    );
    control.focus();
  });
}
