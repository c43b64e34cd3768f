// Find somebody by number or address, and see what passed between them and the clinic.

import { get, post } from "./api";
import { openBooking } from "./booking";
import { languageSaid } from "./call-words";
import { desk } from "./desk";
import { fill, h } from "./dom";
import { field, showProblem } from "./fields";
import { facts, mailLink, phoneLink } from "./person";
import { explain } from "./say";
import { serviceName } from "./sheet";
import { dayAndClock, localDate, zoneName } from "../shared/time";
import { timeline } from "./card/as-elements";

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
    fill(section, person(card, () => show(contactId, section)));
    const events = timeline(`contacts/${contactId}/timeline`);
    section.append(
      h("div", { class: "card stack" }, h("h3", {}, "What passed between us"), events),
    );
    section.querySelector("h2").focus();
  } catch (failure) {
    const back = h("button", { type: "button", class: "second", on: { click: () => show(contactId, section) } }, "Try again");
    fill(section, h("div", { class: "card row" }, h("p", { role: "alert" }, failure.message), failure.status !== 404 && back));
  }
}

function person({ contact, open_callbacks: owed, appointments_ahead: appointments }, again) {
  const { zone } = desk.location;
  const { name, phone, email } = contact;
  const book = async () => {
    if (await openBooking({ name, phone, email, seriesAllowed: true })) again();
  };
  return h(
    "div",
    { class: "card stack" },
    h(
      "div",
      { class: "row apart" },
      h("h2", { tabindex: "-1" }, h("bdi", {}, name || "No name given")),
      h(
        "button",
        { type: "button", class: "first", "aria-keyshortcuts": "b", on: { click: book } },
        h("kbd", { "aria-hidden": "true" }, "b"),
        " Book a visit",
      ),
    ),
    contact.do_not_contact_since &&
      h("p", {}, h("span", { class: "badge late" }, "✕ Asked not to be contacted")),
    facts([
      ["Phone", phone && phoneLink(phone)],
      ["E-mail", email && mailLink(email)],
      ["Voicemail", contact.may_leave_voicemail ? "May be left" : "Leave none"],
      ["Language", contact.language && languageSaid(contact.language)],
      ["First seen", dayAndClock(contact.first_seen_at, zone)],
      ["Consented", contact.consented_at && dayAndClock(contact.consented_at, zone)],
    ]),
    Object.keys(owed).map(owedAt),
    h("h3", {}, "Visits ahead"),
    appointments.length
      ? h("ul", { class: "stack tight" }, appointments.map(ahead))
      : h("p", { class: "quiet" }, "None."),
  );
}

const locationOf = (id) => desk.clinic.locations.find((each) => each.location_id === id);

/** An appointment, in the time of its own location; the day of this one can be gone to. */
function ahead({ starts_at: at, service_id: service, location_id: id }) {
  const { name, zone } = locationOf(id) ?? { name: id, zone: desk.location.zone };
  const when = dayAndClock(at, zone);
  const isHere = id === desk.location.location_id;
  return h(
    "li",
    {},
    isHere ? h("a", { href: `#/day/${localDate(at, zone)}` }, when) : `${when} (${zoneName(at, zone)})`,
    `, ${serviceName(service)}`,
    !isHere && `, ${name}`,
  );
}

function owedAt(id) {
  return h(
    "p",
    { class: "row" },
    h("span", { class: "badge soon" }, "◷ Owed a call"),
    locationOf(id)?.name ?? id,
    id === desk.location.location_id && h("a", { href: "#/queue" }, "To the queue"),
  );
}
