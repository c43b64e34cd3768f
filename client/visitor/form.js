// The form with script: the same fields to the same route, as JSON, without leaving the page.
// Without this script the browser sends the form by itself; nothing here is needed for that.

import { attempt, newKey } from "../shared/keys";
import { LOCALE, OWN_ZONE, PAGE, TEXTS, ask, byId, link, ownPlace, saidPhone, t, toTop } from "./common";
import "./framed";

const form = byId("request");
const field = (name) => form.elements.namedItem(name);
const LISTS = ["call_days", "screening"];
const button = byId("send");
const sendLabel = button.textContent;

// ------------------------------------------------------------------ what follows the location

const service = byId("service_id");
const everyService = [...service.options];
const told = new Map(everyService.map((option) => [option, option.textContent]));

const chosenPlace = () => new FormData(form).get("location_id") || "";
const isAt = (element, place) =>
  !place || !element.dataset.at || element.dataset.at.split(" ").includes(place);

function followLocation() {
  const place = chosenPlace();
  const wanted = service.value;
  const offered = everyService.filter((option) => isAt(option, place));
  for (const option of offered)
    option.textContent = (place && option.dataset.name) || told.get(option);
  service.replaceChildren(...offered);
  service.value = offered.some((option) => option.value === wanted) ? wanted : "";
  for (const chip of form.querySelectorAll(".chip")) {
    chip.hidden = !isAt(chip, place);
    if (chip.hidden) chip.firstElementChild.checked = false;
  }
}

function followMedication() {
  const box = byId("screening-current-medication");
  form.querySelector(".medication").hidden = !box.checked;
}

function followDistress(event) {
  const ticked = byId("thinking_of_self_harm").checked;
  document.querySelector(".helpline").classList.toggle("alarmed", ticked);
  form.querySelector(".when-ticked").hidden = !ticked;
  if (event && ticked) say(t("typing.help"));
}

// ------------------------------------------------------------------ the message's length

const longest = Number(form.dataset.longest);

function count() {
  const length = [...field("message").value].length; // characters as the server counts them
  const over = length - longest;
  const line = byId("message-count");
  const was = line.classList.contains("over");
  line.classList.toggle("over", over > 0);
  const said = (number) => number.toLocaleString(LOCALE);
  if (over === 1) line.textContent = t("typing.over_one");
  else if (over > 0) line.textContent = t("typing.over_many", { over: said(over) });
  else line.textContent = t("typing.count", { length: said(length), longest: said(longest) });
  if (was !== over > 0) say(t(over > 0 ? "typing.too_long" : "typing.fits"));
}

// ------------------------------------------------------------------ the draft, in this tab only

const DRAFT = `frontdesk-draft ${form.action}`;
const KEPT_FOR = 30 * 60 * 1000; // milliseconds since the last change
const NOT_KEPT = ["leave_blank", "time_zone", "language"];

function keepDraft() {
  const fields = {};
  for (const [name, value] of new FormData(form))
    if (!NOT_KEPT.includes(name)) (fields[name] ||= []).push(value);
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // storage is full or forbidden: the form works without
  }
}

function forgetDraft() {
  try {
    sessionStorage.removeItem(DRAFT);
  } catch {
    // as above
  }
}

function readDraft() {
  try {
    const draft = JSON.parse(sessionStorage.getItem(DRAFT));
    return draft && Date.now() - draft.at < KEPT_FOR ? draft.fields : null;
  } catch {
    return null;
  }
}

// With the values come the key and the start: a form that was sent before a reload is the same.
function restoreDraft() {
  const fields = readDraft();
  if (!fields) return forgetDraft();
  for (const element of form.elements) {
    const values = fields[element.name];
    if (!element.name || NOT_KEPT.includes(element.name)) continue;
    if (element.type === "checkbox" || element.type === "radio")
      element.checked = Boolean(values && values.includes(element.value));
    else if (values) element.value = values[0];
  }
}

// ------------------------------------------------------------------ sending

function content() {
  const sent = {};
  for (const [name, value] of new FormData(form)) {
    if (value === "" || name === "idempotency_key") continue;
    if (name === "current_medication" && !byId("screening-current-medication").checked) continue;
    const element = field(name);
    if (LISTS.includes(name)) (sent[name] ||= []).push(value);
    else sent[name] = element.type === "checkbox" ? true : value;
  }
  return sent;
}

async function send() {
  const body = content();
  const sending = attempt(field("idempotency_key").value);
  const headers = { "Idempotency-Key": sending.key() };
  const { ok, status, said } = await ask("POST", "requests", { body, headers });
  if (ok && !said.promise) throw new Error("no answer of ours");
  sending.ended(status);
  field("idempotency_key").value = sending.key();
  return ok ? received(said, body) : refused(said);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  button.textContent = t("typing.sending");
  say(t("typing.sending_now"));
  clearErrors();
  keepDraft();
  try {
    await send();
  } catch {
    notify("unreached", []); // no answer, or none of ours: the same key goes with the next try
    helpIfTicked();
  } finally {
    button.disabled = false;
    button.textContent = sendLabel;
  }
});

// ------------------------------------------------------------------ what went wrong

function say(text) {
  byId("status").textContent = text;
}

function clearErrors() {
  byId("notice").hidden = true;
  for (const slot of form.querySelectorAll(".error")) slot.textContent = "";
  for (const wrong of form.querySelectorAll("[aria-invalid]"))
    wrong.removeAttribute("aria-invalid");
}

function refused(problem) {
  const kind = String(problem.type || "").split(":").pop();
  const errors = new Map();
  for (const error of problem.errors || []) {
    const name = error.field.split(".")[0];
    if (!errors.has(name)) errors.set(name, inPlainWords(name, error));
  }
  for (const [name, message] of errors) mark(name, message);
  notify(kind, errors);
  if (problem.crisis) helpAtOnce(problem.crisis);
  else helpIfTicked();
  keepDraft();
}

// Where nobody could say what the words read like: whoever ticked the box is led to help.
function helpIfTicked() {
  if (!byId("thinking_of_self_harm").checked) return;
  const way = (anchor, name = "") => ({
    href: anchor.getAttribute("href"),
    label: name + anchor.textContent,
  });
  const desks = [...document.querySelectorAll(".beside .place")].map((place) =>
    way(place.querySelector(".phone"), `${place.querySelector("h3").textContent}: `),
  );
  const lines = [...form.querySelectorAll(".when-ticked .lines a")].map((anchor) => way(anchor));
  helpAtOnce({
    heading: byId("help-title").textContent,
    text: t("crisis.text_unsure"),
    lines: [...lines, ...desks],
  });
}

function helpAtOnce(panel) {
  document.querySelector(".helpline").classList.add("alarmed");
  document.querySelector("main > .crisis")?.remove();
  byId("main").prepend(crisisPanel(panel));
  toTop();
  byId("crisis-title").focus();
}

// In the field's own words, else in those of the kind of finding, as without script.
function inPlainWords(name, { code, limit }) {
  const keys = [`error.${name}.${code}`, `error.${code}`, "error.invalid"];
  return t(keys.find((key) => key in TEXTS), { limit });
}

function mark(name, message) {
  const slot = byId(`${name}-error`);
  if (!slot) return;
  slot.textContent = message;
  const group = slot.closest("[role=radiogroup]");
  const element = group || byId(name);
  if (element) element.setAttribute("aria-invalid", "true");
}

function notify(kind, errors) {
  const known = `notice.${kind}.title` in TEXTS ? kind : "other";
  byId("notice-title").textContent = t(`notice.${known}.title`);
  byId("notice-text").textContent = t(`notice.${known}.text`);
  const lines = [...errors].map(([name, message]) => {
    const line = document.createElement("li");
    if (byId(name)) line.append(link(`#${name}`, message));
    else line.textContent = message;
    return line;
  });
  byId("notice-errors").replaceChildren(...lines);
  byId("notice").hidden = false;
  byId("notice").focus();
  say("");
}

// ------------------------------------------------------------------ the receipt

function shape(id, values) {
  const copy = byId(id).content.cloneNode(true);
  for (const hole of copy.querySelectorAll("[data-fill]"))
    if (hole.dataset.fill in values) hole.textContent = values[hole.dataset.fill];
  return copy;
}

function received(receipt, sent) {
  forgetDraft();
  const number = receipt.location.phone;
  const page = shape("receipt-shape", {
    promise: receipt.promise,
    reference: receipt.reference,
    location: receipt.location.name,
    phone: saidPhone(number),
  });
  page.querySelector("[data-fill=phone]").href = `tel:${number}`;
  page.querySelector("[data-print]").addEventListener("click", () => print());
  const crisis = receipt.crisis && crisisPanel(receipt.crisis);
  document.querySelector(".helpline").classList.toggle("alarmed", Boolean(crisis));
  byId("next")?.setAttribute("hidden", "");
  // Somebody in danger is called first; choosing a time can wait until then.
  byId("main").replaceChildren(...(crisis ? [crisis, page] : [page, booking(sent, receipt)]));
  document.title = `${t("receipt.title")} – ${PAGE.clinic}`;
  toTop();
  byId(crisis ? "crisis-title" : "receipt-title").focus();
}

// The part that books comes with its script; without it, the receipt stands alone.
function booking(sent, receipt) {
  const part = shape("booking-shape", {});
  const detail = { sent: { ...sent, service: service.selectedOptions[0].textContent }, receipt };
  part.querySelector("script").addEventListener("load", () =>
    document.dispatchEvent(new CustomEvent("frontdesk:sent", { detail })),
  );
  return part;
}

function crisisPanel(panel) {
  const copy = shape("crisis-shape", { heading: panel.heading, text: panel.text });
  const lines = panel.lines.map((way) => {
    const line = document.createElement("li");
    line.append(link(way.href, way.label));
    return line;
  });
  copy.querySelector("[data-fill=lines]").replaceChildren(...lines);
  return copy;
}

// ------------------------------------------------------------------ begin

function followAll() {
  followLocation();
  followMedication();
  followDistress();
  count();
}

// A browser that says UTC keeps its secret: times are then the location's, as the server takes them.
const NO_PLACE = /^((Etc\/)?(UTC|UCT|GMT([+-]?0)?|Zulu|Universal|Greenwich|Unknown)|Factory)$/;

if (OWN_ZONE && !NO_PLACE.test(OWN_ZONE)) {
  field("time_zone").value = OWN_ZONE;
  byId("zone-hint").textContent = t("typing.zone", { place: ownPlace() });
}
if (!("kept" in form.dataset)) restoreDraft();
followAll();
say("");

form.addEventListener("change", (event) => {
  if (event.target.name === "location_id") followLocation();
  if (event.target.name === "screening") followMedication();
  if (event.target.name === "thinking_of_self_harm") followDistress(event);
});
form.addEventListener("input", (event) => {
  if (event.target.name === "message") count();
  keepDraft();
});
byId("erase").addEventListener("click", () => {
  if (!confirm(t("typing.erase_sure"))) return;
  for (const element of form.elements) {
    if (!element.name || element.type === "hidden") continue;
    if (element.type === "checkbox" || element.type === "radio") element.checked = false;
    else element.value = "";
  }
  field("idempotency_key").value = newKey();
  forgetDraft();
  clearErrors();
  followAll();
  say(t("typing.erased"));
  byId("name").focus();
});
