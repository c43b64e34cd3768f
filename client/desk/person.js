// How a person is reached, for what is not made of components yet: see ui/facts.tsx.

import { phoneSaid } from "./call-words";
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
