// The page of one appointment. Its id and token stand in the address's fragment, which no browser sends:
// #<appointment_id>.<token>. They go out in a path without meaning and in a header.

import { isOpen } from "../shared/keys";
import { appointmentFacts, calendarLink, changeLine, fact } from "./appointment";
import { PAGE, around, ask, byId, clinic, make, phoneLink, placeOf, press, saidWhen, serviceOf, t, title, toTop, with_ } from "./common";
import { Times } from "./times";

const box = byId("visit");
let appointment, etag, place, service;

const headers = () => ({ "Manage-Token": named().token, ...(etag ? { "If-Match": etag } : {}) });

function named() {
  const [, id, token] = /^#([0-9a-z]{26})\.([\w-]{10,200})$/.exec(window.location.hash) || [];
  return { id, token };
}

function show(heading, ...rest) {
  heading.id = "visit-title";
  if (rest[0]?.id === "told") with_(heading, { "aria-describedby": "told" }); // read out with it
  box.replaceChildren(heading, ...rest.flat().filter((part) => part !== null));
  toTop();
  heading.focus();
}

const told = (text) => (text ? with_(make("p", "told", text), { id: "told" }) : null);

// ------------------------------------------------------------------ see it

async function open(said = "") {
  if (!named().id) return show(title(1, t("manage.incomplete")), make("p", "", t("manage.incomplete_text")));
  try {
    const [known, answer] = await Promise.all([
      clinic(),
      ask("GET", `appointments/${named().id}`, { headers: { "Manage-Token": named().token } }),
    ]);
    if (!answer.ok) return unknown(answer.kind);
    place = placeOf(known, answer.said.location_id);
    service = serviceOf(known, answer.said.service_id);
    see(answer, said);
  } catch {
    failed(() => open(said));
  }
}

function unknown(kind) {
  if (kind !== "not-found") return failed(() => open());
  show(title(1, t("manage.unknown")), make("p", "", t("manage.unknown_text")));
}

function failed(again) {
  show(
    title(1, t("manage.failed")),
    make("p", "", t("manage.failed_text")),
    press(t("times.again"), again, "first"),
  );
}

// Perhaps it was done, and only the answer was lost: asked again the same way, it is done once.
function unsure(again) {
  show(
    title(1, t("manage.unsure")),
    make("p", "", ...around("manage.unsure_text", "phone", phoneLink(place.phone))),
    facts(),
    press(t("times.again"), again, "first"),
  );
}

function see(answer, said = "") {
  appointment = answer.said;
  etag = answer.etag;
  if (appointment.status === "cancelled") return cancelled();
  const heading = title(1, t("manage.title"));
  if (appointment.status !== "booked") return show(heading, told(said), facts(), make("p", "", ...standing()));
  show(
    heading,
    told(said),
    make("p", "lead", t("manage.greeting", { name: appointment.first_name })),
    facts(),
    make("div", "row", calendarLink(appointment, place), press(t("visit.print"), () => window.print(), "second")),
    appointment.escort ? escort() : null,
    isOver() ? null : changes(),
  );
}

const facts = () => appointmentFacts(appointment, place, service);
const isOver = () => Date.parse(appointment.ends_at) <= Date.now();
const isTooLate = () => Date.parse(appointment.change_until) < Date.now();

function standing() {
  if (appointment.status === "noshow") return around("manage.missed", "phone", phoneLink(place.phone));
  return [t(appointment.status === "arrived" ? "manage.arrived" : "manage.over")];
}

function callUs() {
  return make("p", "", ...around("manage.too_late", "phone", phoneLink(place.phone)));
}

function changes() {
  if (isTooLate()) return callUs();
  return make(
    "div",
    "changes",
    make("p", "hint", changeLine(appointment, place)),
    make(
      "div",
      "row",
      press(t("manage.move"), move, "second"),
      press(t("manage.cancel"), askToCancel, "second"),
    ),
  );
}

function cancelled() {
  const again = make("a", "first button", t("manage.request"));
  again.href = PAGE.base + window.location.search;
  show(
    title(1, t("manage.cancelled")),
    make("p", "when past", saidWhen(appointment.starts_at, place.zone)),
    make("p", "", t("manage.cancelled_text")),
    again,
  );
}

// ------------------------------------------------------------------ change it

// What was seen goes with every change, so that nothing unseen is written over.
async function change(verb, body, button, label, done) {
  if (button.disabled) return;
  const was = button.textContent;
  const again = (event) => change(verb, body, event.currentTarget, label, done);
  button.disabled = true;
  button.textContent = label;
  try {
    const answer = await ask("POST", `appointments/${named().id}/${verb}`, { body, headers: headers() });
    if (answer.ok) return done(answer);
    if (isOpen(answer.status)) return unsure(again);
    await refused(answer.kind, body);
  } catch {
    unsure(again);
  } finally {
    button.disabled = false;
    button.textContent = was;
  }
}

async function refused(kind, body) {
  if (kind === "version" || kind === "appointment-state") return open(t("manage.changed"));
  if (kind === "too-late") return show(title(1, t("manage.title")), facts(), callUs());
  if (kind === "time-taken" || kind === "time-not-bookable") {
    times.take(body.starts_at);
    const why = kind === "time-taken" ? "times.just_taken" : "times.not_offered";
    return move(t(why, { time: saidWhen(body.starts_at, place.zone) }));
  }
  if (kind === "not-found") return unknown(kind);
  failed(() => open());
}

function askToCancel() {
  const yes = press(
    t("manage.cancel_yes"),
    () => change("cancel", {}, yes, t("manage.cancelling"), see),
    "first alarming",
  );
  show(
    title(1, t("manage.cancel_sure")),
    make("p", "when", saidWhen(appointment.starts_at, place.zone)),
    make("p", "", t("manage.cancel_text", { when: saidWhen(appointment.change_until, place.zone) })),
    yes,
    press(t("manage.cancel_no"), () => open(), "second"),
  );
}

let times;

async function move(said) {
  times ??= new Times(place, appointment.service_id, askToMove);
  show(
    title(1, t("manage.move_title")),
    make("p", "hint", `${t("manage.move_from")}: ${saidWhen(appointment.starts_at, place.zone)}`),
    times.element,
    press(t("manage.keep"), () => open(), "second"),
  );
  await times.begin();
  times.say(typeof said === "string" ? said : "");
}

function askToMove(start) {
  const yes = press(
    t("manage.move_yes"),
    () => change("reschedule", { starts_at: start }, yes, t("manage.moving"), (answer) => see(answer, t("manage.moved"))),
    "first",
  );
  show(
    title(1, t("manage.move_sure")),
    make(
      "dl",
      "facts",
      fact(t("manage.move_from"), saidWhen(appointment.starts_at, place.zone)),
      fact(t("manage.move_to"), make("span", "when", saidWhen(start, place.zone))),
    ),
    yes,
    press(t("manage.move_other"), move, "second"),
    press(t("manage.keep"), () => open(), "second"),
  );
}

// ------------------------------------------------------------------ who takes them home

function escort() {
  const { name, confirmed_at, confirm_by } = appointment.escort;
  const section = make("section", "escort", make("h2", "", t("manage.escort")));
  if (confirmed_at) {
    section.append(make("p", "", t("manage.escort_confirmed", { name })));
    if (!isOver()) section.append(press(t("manage.escort_change"), () => section.replaceWith(askEscort("")), "second"));
    return section;
  }
  return askEscort(name || "", saidWhen(confirm_by, place.zone));
}

function askEscort(name, by) {
  const section = make("section", "escort", make("h2", "", t("manage.escort")));
  const text = name ? "manage.escort_named" : "manage.escort_needed";
  if (by) section.append(make("p", "", t(text, { name, when: by })));
  const input = with_(make("input"), { id: "escort", maxlength: "100", dir: "auto", autocomplete: "off", "aria-describedby": "escort-error" });
  input.value = name;
  const wrong = with_(make("p", "error"), { id: "escort-error" });
  const label = with_(make("label", "", t("manage.escort_name")), { for: "escort" });
  const confirm = make("button", "second", t("manage.escort_confirm"));
  const asked = with_(make("form", "", make("div", "field", label, input, wrong), confirm), { novalidate: "" });
  asked.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = input.value.trim();
    wrong.textContent = typed ? "" : t("manage.escort_missing");
    input.setAttribute("aria-invalid", String(!typed));
    if (!typed) return input.focus();
    const done = (answer) => see(answer, t("manage.escort_saved"));
    change("escort", { name: typed }, confirm, t("manage.saving"), done);
  });
  section.append(asked);
  return section;
}

if (byId("switch")) byId("switch").hash = window.location.hash;
window.addEventListener("hashchange", () => window.location.reload());
open();
