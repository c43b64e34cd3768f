// What the parts of a page's script stand on: words, elements, times, calls.

export const byId = (id) => document.getElementById(id);
export const PAGE = byId("words").dataset;
export const TEXTS = JSON.parse(byId("words").textContent);
export const LANGUAGE = document.documentElement.lang;
export const LOCALE = `${LANGUAGE}-US`;
export const FRAMED = "framed" in document.documentElement.dataset;
export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
document.documentElement.classList.add("js");

// ------------------------------------------------------------------ words and elements

export function t(key, values = {}) {
  return TEXTS[key].replace(/\{(\w+)\}/g, (hole, name) => (name in values ? values[name] : hole));
}

// An element of a class, with text or elements in it; text never becomes markup.
export function make(tag, name = "", ...within) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...within.filter((part) => part !== null));
  return element;
}

export function with_(element, given) {
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  return element;
}

export function title(level, text) {
  return with_(make(`h${level}`, "", text), { tabindex: "-1" });
}

export function press(text, act, name = "") {
  const button = with_(make("button", name, text), { type: "button" });
  button.addEventListener("click", act);
  return button;
}

export function link(href, text) {
  const anchor = make("a", "", text);
  if (/^(#|tel:|sms:|https?:\/\/|blob:)/.test(href)) anchor.href = href;
  if (/^https?:/.test(href)) with_(anchor, { target: "_blank", rel: "noopener" });
  return anchor;
}

// A text with a link where its hole is: nothing is put together as HTML.
export function around(key, hole, element, values = {}) {
  const [before, after] = t(key, values).split(`{${hole}}`);
  return [before, element, after];
}

export function saidPhone(number) {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3");
}

export function phoneLink(number) {
  const anchor = link(`tel:${number}`, saidPhone(number));
  anchor.className = "phone";
  return anchor;
}

// Whoever shows this page in a frame of theirs brings the frame's top into view.
export function toTop() {
  scrollTo(0, 0);
  if (FRAMED) document.dispatchEvent(new Event("frontdesk:top"));
}

// ------------------------------------------------------------------ times, as people say them

export function inZone(at, zone, options) {
  const format = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options });
  return format.formatToParts(new Date(at));
}

export function saidTime(at, zone) {
  return inZone(at, zone, { hour: "numeric", minute: "2-digit" })
    .map(({ type, value }) => (type === "dayPeriod" ? halfOfDay(value) : value.replace(/\s/g, " ")))
    .join("");
}

// "am", and "a. m." in one piece, as the server says it.
export function halfOfDay(value) {
  return value.toLowerCase().replace(/\s/g, "").replace(/\.(?=\w)/, ".\u00a0");
}

export function saidDay(at, zone, options = { weekday: "long", month: "long", day: "numeric" }) {
  return inZone(at, zone, options).map(({ value }) => value).join("");
}

export function zoneName(at, zone) {
  return inZone(at, zone, { timeZoneName: "short" }).find((part) => part.type === "timeZoneName").value;
}

export function saidWhen(at, zone) {
  return `${saidDay(at, zone)}, ${saidTime(at, zone)} ${zoneName(at, zone)}`;
}

// The same instant where the visitor is, where that reads otherwise; else nothing.
export function saidOwnTime(at, zone) {
  const day = { weekday: "short", month: "numeric", day: "numeric" };
  const sameDay = saidDay(at, zone, day) === saidDay(at, OWN_ZONE, day);
  const time = saidTime(at, OWN_ZONE);
  if (sameDay && time === saidTime(at, zone)) return "";
  return sameDay ? time : `${saidDay(at, OWN_ZONE, { weekday: "short" })} ${time}`;
}

export function ownPlace() {
  return OWN_ZONE.split("/").pop().replaceAll("_", " ");
}

// ------------------------------------------------------------------ calls

// Throws when no answer came, or none of ours.
export async function ask(method, path, { body, headers = {}, cache = "no-store" } = {}) {
  const answer = await fetch(PAGE.base + path, {
    method,
    headers: {
      Accept: "application/json",
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...headers,
    },
    body: body && JSON.stringify(body),
    credentials: "omit",
    cache,
    signal: AbortSignal.timeout ? AbortSignal.timeout(35000) : undefined,
  });
  const said = await answer.json();
  const kind = answer.ok ? "" : String(said.type || "").split(":").pop() || "other";
  return { ok: answer.ok, status: answer.status, said, kind, etag: answer.headers.get("ETag") };
}

let clinicKnown;

export async function clinic() {
  if (!clinicKnown) {
    const answer = await ask("GET", "clinic", { cache: "default" });
    if (!answer.ok) throw new Error("no clinic");
    clinicKnown = answer.said;
  }
  return clinicKnown;
}

export const placeOf = (known, id) => known.locations.find((place) => place.location_id === id);

export function serviceOf(known, id) {
  const service = known.services.find(({ service_id }) => service_id === id);
  return service ? { ...service, name: service.names[LANGUAGE] || service.name } : { name: id };
}
