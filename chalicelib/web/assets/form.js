// The form with script: the same fields to the same route, as JSON, without leaving the page.
// Without this script the browser sends the form by itself; nothing here is needed for that.
"use strict";

(() => {
  const form = document.getElementById("request");
  if (!form || !window.fetch) return;
  document.documentElement.classList.add("js");

  const byId = (id) => document.getElementById(id);
  const field = (name) => form.elements.namedItem(name);
  const notices = JSON.parse(form.dataset.said);
  const LISTS = ["call_days", "screening"];
  const button = byId("send");
  const sendLabel = button.textContent;

  // ------------------------------------------------------------------ what follows the location

  const service = byId("service_id");
  const everyService = [...service.options];
  const told = new Map(everyService.map((option) => [option, option.textContent]));

  const location = () => new FormData(form).get("location_id") || "";
  const isAt = (element, place) =>
    !place || !element.dataset.at || element.dataset.at.split(" ").includes(place);

  function followLocation() {
    const place = location();
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
    if (event && ticked) say("Help is there right now: call or text 988, day or night.");
  }

  // ------------------------------------------------------------------ the message's length

  const longest = Number(form.dataset.longest);

  function count() {
    const length = [...field("message").value].length; // characters as the server counts them
    const over = length - longest;
    const line = byId("message-count");
    const was = line.classList.contains("over");
    line.classList.toggle("over", over > 0);
    line.textContent =
      over > 0
        ? `${over.toLocaleString("en-US")} ${over === 1 ? "character" : "characters"} too many`
        : `${length.toLocaleString("en-US")} of ${longest.toLocaleString("en-US")} characters`;
    if (was !== over > 0) say(over > 0 ? "The message is too long." : "The message fits again.");
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
    const answer = await fetch(form.action, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "Idempotency-Key": field("idempotency_key").value,
      },
      body: JSON.stringify(content()),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout ? AbortSignal.timeout(35000) : undefined,
    });
    const said = await answer.json();
    if (answer.status === 201 && said.promise) return received(said);
    return refused(said);
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    button.textContent = "Sending…";
    say("Sending your request.");
    clearErrors();
    keepDraft();
    try {
      await send();
    } catch {
      notify("unreached", []); // no answer, or none of ours: the same key goes with the next try
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
    if (kind === "idempotency-conflict") field("idempotency_key").value = freshKey();
    const errors = new Map();
    for (const error of problem.errors || []) {
      const name = error.field.split(".")[0];
      if (!errors.has(name)) errors.set(name, inPlainWords(name, error.message));
    }
    for (const [name, message] of errors) mark(name, message);
    notify(kind, errors);
    if (problem.crisis) helpAtOnce(problem.crisis);
    keepDraft();
  }

  function helpAtOnce(panel) {
    document.querySelector(".helpline").classList.add("alarmed");
    document.querySelector(".crisis:not(.waiting)")?.remove();
    byId("main").prepend(crisisPanel(panel));
    scrollTo(0, 0);
    byId("crisis-title").focus();
  }

  function inPlainWords(name, message) {
    const slot = byId(`${name}-error`);
    if (!slot) return message;
    if (message === "This is needed.") return slot.dataset.needed || message;
    const subject = slot.dataset.subject;
    return subject ? `${subject} ${message.replace(/^This /, "")}` : message;
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
    const [title, text] = notices[kind] || notices.other;
    byId("notice-title").textContent = title;
    byId("notice-text").textContent = text;
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

  function freshKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // ------------------------------------------------------------------ the receipt

  function link(href, text) {
    const anchor = document.createElement("a");
    if (/^(#|tel:|sms:|https:\/\/)/.test(href)) anchor.href = href;
    anchor.textContent = text;
    return anchor;
  }

  function shape(id, values) {
    const copy = byId(id).content.cloneNode(true);
    for (const hole of copy.querySelectorAll("[data-fill]"))
      if (hole.dataset.fill in values) hole.textContent = values[hole.dataset.fill];
    return copy;
  }

  function received(receipt) {
    forgetDraft();
    const number = receipt.location.phone;
    const page = shape("receipt-shape", {
      promise: receipt.promise,
      reference: receipt.reference,
      location: receipt.location.name,
      phone: number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "($1) $2-$3"),
    });
    page.querySelector("[data-fill=phone]").href = `tel:${number}`;
    page.querySelector("[data-print]").addEventListener("click", () => print());
    const crisis = receipt.crisis && crisisPanel(receipt.crisis);
    document.querySelector(".helpline").classList.toggle("alarmed", Boolean(crisis));
    byId("next").hidden = true;
    byId("main").replaceChildren(...(crisis ? [crisis] : []), page);
    document.title = document.title.replace(/^.*( – )/, "We have your request$1");
    scrollTo(0, 0);
    byId(crisis ? "crisis-title" : "receipt-title").focus();
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

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    field("time_zone").value = zone;
    const place = zone.split("/").pop().replaceAll("_", " ");
    byId("zone-hint").textContent = `These are your own times (${place}).`;
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
    if (!confirm("Erase everything you typed into this form?")) return;
    for (const element of form.elements) {
      if (!element.name || element.type === "hidden") continue;
      if (element.type === "checkbox" || element.type === "radio") element.checked = false;
      else element.value = "";
    }
    field("idempotency_key").value = freshKey();
    forgetDraft();
    clearErrors();
    followAll();
    say("Everything you typed is erased.");
    byId("name").focus();
  });
})();
