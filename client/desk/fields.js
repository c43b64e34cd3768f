// Fields with their label, and what is wrong with them beside them.

import { fill, h, newId } from "./dom";

/**
 * A field: label, control and a place for what is wrong. `control` is an input, select or textarea.
 * Gives the element; `element.wrong(text)` says what to change, `element.wrong(null)` that it is
 * fine.
 */
export function field(label, control, { hint } = {}) {
  control.id ||= newId("field");
  const error = h("p", { class: "wrong", id: `${control.id}-wrong`, hidden: true });
  const hinted = hint && h("p", { class: "quiet small", id: `${control.id}-hint` }, hint);
  const described = [hinted?.id, error.id].filter(Boolean).join(" ");
  control.setAttribute("aria-describedby", described);
  const element = h(
    "div",
    { class: "field" },
    h("label", { for: control.id }, label),
    hinted,
    control,
    error,
  );
  element.control = control;
  element.wrong = (text) => {
    fill(error, text);
    error.hidden = !text;
    if (text) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };
  return element;
}

/** A box to tick, with its words. Being a label, it knows the box as its `control`. */
export function tick(label, props = {}) {
  const box = h("input", { type: "checkbox", ...props });
  return h("label", { class: "tick" }, box, h("span", {}, label));
}

/** A choice: `options` are [value, words] pairs. */
export function select(options, props = {}) {
  const chosen = props.value;
  const list = options.map(([value, words]) =>
    h("option", { value, selected: String(value) === String(chosen) }, words),
  );
  return h("select", { ...props, value: undefined }, list);
}

/**
 * Show what a problem says beside the fields that it names, and focus the first. `fields` maps the
 * API's names to elements of `field`. Gives what no field could show.
 */
export function showProblem(problem, fields) {
  for (const element of Object.values(fields)) element.wrong(null);
  const left = [];
  let first = null;
  for (const { field: name, message } of problem.errors) {
    const element = fields[name] ?? fields[name.split(".")[0]];
    if (!element) left.push(message);
    else {
      element.wrong(message);
      first ??= element;
    }
  }
  first?.control.focus();
  return problem.errors.length ? left : [problem.message];
}
