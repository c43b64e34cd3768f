// Find somebody by number or address, and see what passed between them and the clinic.

import { get, post } from "./api.js";
import { desk, go } from "./desk.js";
import { fill, h } from "./dom.js";
import { field, showProblem } from "./fields.js";
import { explain } from "./say.js";
import { dayAndClock } from "./time.js";
import { timeline } from "./timeline.js";

export const find = { id: "find", title: "Find", key: "f", open };

let before = { typed: "", list: null }; // what was found last, to go on from after a look at one

function open(main, [contactId]) {
  const given = h("input", {
    name: "who",
    autocomplete: "off",
    spellcheck: "false",
    value: before.typed,
  });
  const who = field("Phone number or e-mail address", given);
  const found = h("div", { class: "stack", role: "status" }, before.list);
  const opened = h("section", { class: "stack", "aria-label": "Contact" });
  const form = h(
    "form",
    { class: "card row find-form", role: "search", novalidate: true },
    who,
    h("button", { class: "first" }, "Find"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(who, found);
  });
  const side = h("div", { class: "stack" }, form, found);
  fill(main, h("h1", { class: "unseen", tabindex: "-1" }, "Find a contact"));
  main.append(h("div", { class: "beside" }, side, opened));
  if (contactId) show(contactId, opened);
  else given.focus();
}

async function search(who, found) {
  who.wrong(null);
  const typed = who.control.value.trim();
  if (!typed) return who.wrong("Type a phone number or an e-mail address.");
  const asked = typed.includes("@") ? { email: typed } : { phone: typed };
  fill(found, h("p", { class: "quiet" }, "Looking …"));
  try {
    const { contacts } = (await post("contacts/search", asked)).data;
    if (!contacts.length) return fill(found, h("p", {}, "Nobody is known under this."));
    before = { typed, list: h("ul", { class: "stack" }, contacts.map(match)) };
    fill(found, before.list);
  } catch (failure) {
    fill(found);
    if (!failure.errors?.length) return explain(failure);
    showProblem(failure, { phone: who, email: who, body: who });
  }
}

function match(contact) {
  const seen = dayAndClock(contact.last_seen_at, desk.location.zone);
  const link = h(
    "a",
    { href: `#/find/${contact.contact_id}` },
    h("bdi", {}, contact.first_name || "No name given"),
  );
  const leaveAlone =
    contact.do_not_contact && h("span", { class: "badge late" }, "✕ Do not contact");
  return h(
    "li",
    { class: "card" },
    link,
    h("p", { class: "quiet small" }, `Last seen ${seen}`),
    leaveAlone,
  );
}

async function show(contactId, section) {
  fill(section, h("p", { class: "quiet" }, "Opening …"));
  try {
    const { data: card } = await get(`contacts/${contactId}`);
    fill(section, person(card));
    const events = timeline(`contacts/${contactId}/timeline`);
    section.append(
      h("div", { class: "card stack" }, h("h3", {}, "What passed between us"), events),
    );
    section.querySelector("h2").focus();
  } catch (failure) {
    fill(section);
    explain(failure);
  }
}

function person({ contact, open_callbacks: owed }) {
  const zone = desk.location.zone;
  const facts = [
    ["Phone", contact.phone && h("a", { href: `tel:${contact.phone}` }, contact.phone)],
    ["E-mail", contact.email && h("a", { href: `mailto:${contact.email}` }, contact.email)],
    ["Voicemail", contact.may_leave_voicemail ? "May be left" : "Not agreed to"],
    ["Language", contact.language],
    ["First seen", dayAndClock(contact.first_seen_at, zone)],
    ["Agreed to be contacted", contact.consented_at && dayAndClock(contact.consented_at, zone)],
  ];
  return h(
    "div",
    { class: "card stack" },
    h("h2", { tabindex: "-1" }, h("bdi", {}, contact.name || "No name given")),
    contact.do_not_contact_since &&
      h("p", {}, h("span", { class: "badge late" }, "✕ Asked not to be contacted")),
    h(
      "dl",
      { class: "facts" },
      facts
        .filter(([, value]) => value)
        .map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
    ),
    Object.keys(owed).map((location) => owedAt(location)),
  );
}

function owedAt(locationId) {
  const location = desk.clinic.locations.find((each) => each.location_id === locationId);
  const queue = h(
    "button",
    { type: "button", class: "second", on: { click: () => go("queue") } },
    "To the queue",
  );
  return h(
    "p",
    { class: "row" },
    h("span", { class: "badge soon" }, "◷ Owed a call"),
    location?.name ?? locationId,
    queue,
  );
}
