// A person: how they are reached, and who an appointment is for as every dialog asks that books.

import { phoneSaid } from "./call-words";
import { field } from "./fields";
import { h } from "./dom";

/** A number to tap. */
export const phoneLink = (phone, props) => h("a", { href: `tel:${phone}`, ...props }, phoneSaid(phone));

/** An address to write to. */
export const mailLink = (email) =>
  h("a", { href: `mailto:${encodeURIComponent(email)}` }, h("bdi", {}, email));

/** What is known, as [name, value] pairs; what is not known is left out. */
export const facts = (pairs) =>
  h(
    "dl",
    { class: "visit-facts" },
    pairs
      .filter(([, value]) => value)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );

/**
 * The fields of a contact, filled in with what is known. Gives `{element, fields, values(),
 * needsEscort(whether), focus}`; `fields` are named as the API names them.
 */
export function personFields({ name, phone, email } = {}) {
  const fields = {
    name: field("Name", h("input", { value: name ?? "", maxlength: 100, autocomplete: "off" })),
    phone: field(
      "Phone",
      h("input", { type: "tel", value: phone ?? "", maxlength: 40, autocomplete: "off" }),
    ),
    email: field(
      "E-mail",
      h("input", { type: "email", value: email ?? "", maxlength: 254, autocomplete: "off" }),
    ),
    escort_name: field(
      "Who takes them home",
      h("input", { maxlength: 100, autocomplete: "off" }),
      { hint: "An adult; it can be told later." },
    ),
  };
  const element = h(
    "fieldset",
    { class: "fields" },
    h("legend", { class: "unseen" }, "Patient"),
    Object.values(fields),
  );
  return {
    element,
    fields,
    values: () =>
      Object.fromEntries(
        Object.entries(fields)
          .filter(([, each]) => !each.hidden && each.control.value.trim())
          .map(([key, each]) => [key, each.control.value.trim()]),
      ),
    needsEscort: (is) => (fields.escort_name.hidden = !is),
  };
}
