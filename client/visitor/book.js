// After the request: choose a time, have it kept, book it. Nothing is asked twice.
// This comes when the receipt does; form.js hands over what was sent and what came back.

import { attempt } from "../shared/keys";
import { appointmentFacts, calendarLink, changeLine } from "./appointment";
import { LANGUAGE, OWN_ZONE, PAGE, around, ask, byId, clinic, link, make, phoneLink, placeOf, press, saidOwnTime, saidTime, saidWhen, serviceOf, t, title, with_, zoneName } from "./common";
import { Times } from "./times";

class Booking {
  // `sent` is what went into the form, `receipt` what came back for it.
  constructor(sent, receipt) {
    Object.assign(this, { sent, receipt, place: receipt.location, holds: new Map(), attempts: new Map() });
    this.escort = "";
    this.box = make("section", "part book");
    this.status = with_(make("p", "status"), { role: "status" });
    this.show(
      title(2, t("times.title")),
      make("p", "", t("times.offer")),
      press(t("times.see"), () => this.choose(), "second"),
    );
  }

  show(heading, ...rest) {
    clearInterval(this.ticking);
    heading.id = "book-title";
    with_(this.box, { "aria-labelledby": heading.id });
    this.status.textContent = "";
    this.box.replaceChildren(heading, ...rest.filter((part) => part !== null), this.status);
    this.heading = heading;
  }

  showAndGo(heading, ...rest) {
    this.show(heading, ...rest);
    heading.focus();
  }

  when(start) {
    return saidWhen(start, this.place.zone);
  }

  time(start) {
    return saidTime(start, this.place.zone);
  }

  // -------------------------------------------------------------- choose

  async choose(said = "") {
    this.times ??= new Times(this.place, this.sent.service_id, (start) => this.keep(start), this.holds);
    this.forgetLapsed();
    this.showAndGo(title(2, t("times.choose")), this.times.element);
    await this.times.begin();
    this.times.say(said);
  }

  forgetLapsed() {
    for (const [start, hold] of this.holds) if (hold.ends <= Date.now()) this.holds.delete(start);
  }

  // -------------------------------------------------------------- keep

  // The same key goes with each try of one time: a lost answer is found again.
  attemptAt(start) {
    if (!this.attempts.has(start)) this.attempts.set(start, attempt());
    return this.attempts.get(start);
  }

  async keep(start) {
    if (this.busy) return;
    const kept = this.holds.get(start);
    if (kept && kept.ends > Date.now()) return this.held(kept);
    this.busy = true;
    this.showAndGo(title(2, t("times.choose")), make("p", "hint", t("book.keeping", { time: this.when(start) })));
    const sending = this.attemptAt(start);
    const headers = { "Idempotency-Key": sending.key() };
    try {
      const body = {
        location_id: this.place.location_id,
        service_id: this.sent.service_id,
        starts_at: start,
      };
      const { ok, status, said, kind } = await ask("POST", "holds", { body, headers });
      sending.ended(status);
      this.busy = false;
      if (!ok) return this.notKept(start, kind, status);
      const hold = { start, token: said.hold_token, ends: Date.now() + said.held_seconds * 1000 };
      this.holds.set(start, hold);
      await this.held(hold);
    } catch {
      sending.ended(0);
      this.busy = false;
      this.unsure("book.no_answer", () => this.keep(start));
    }
  }

  notKept(start, kind, status) {
    const time = this.when(start);
    if (kind === "time-taken" || kind === "time-not-bookable") {
      this.times.take(start);
      const why = kind === "time-taken" ? "times.just_taken" : "times.not_offered";
      return this.choose(t(why, { time }));
    }
    if (kind === "too-many-holds") return this.choose(t("times.too_many"));
    this.unsure(whatWentWrong(status), () => this.keep(start));
  }

  async held(hold) {
    const known = await clinic().catch(() => null);
    const needsEscort = known && serviceOf(known, this.sent.service_id).escort;
    const own = saidOwnTime(hold.start, this.place.zone);
    const left = with_(make("p", "left"), { role: "timer" });
    const confirm = press(t("book.confirm"), () => this.book(hold, confirm), "first");
    this.showAndGo(
      title(2, t("book.held")),
      make("p", "when", this.when(hold.start)),
      own ? make("p", "hint", t("book.own_time", { time: `${own} ${zoneName(hold.start, OWN_ZONE)}` })) : null,
      needsEscort ? this.escortField() : null,
      left,
      confirm,
      press(t("book.other"), () => this.choose(), "second"),
    );
    this.tick(hold, left);
    this.ticking = setInterval(() => this.tick(hold, left), 1000);
  }

  escortField() {
    const input = with_(make("input"), { id: "escort", autocomplete: "off", maxlength: "100", dir: "auto", "aria-describedby": "escort-hint" });
    input.value = this.escort;
    input.addEventListener("input", () => (this.escort = input.value));
    const label = with_(make("label", "", t("book.escort"), make("i", "", t("book.optional"))), { for: "escort" });
    const hint = with_(make("p", "hint", t("book.escort_hint")), { id: "escort-hint" });
    return make("div", "field", label, hint, input);
  }

  tick(hold, left) {
    const seconds = Math.ceil((hold.ends - Date.now()) / 1000);
    if (seconds <= 0) return this.lapsed(hold);
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    left.textContent = t("book.left", { left: clock });
    left.classList.toggle("soon", seconds <= 60);
    if (seconds === 60) this.status.textContent = t("book.left_soon"); // for those who hear the page
  }

  lapsed({ start }) {
    this.holds.delete(start);
    this.showAndGo(
      title(2, t("book.lapsed")),
      make("p", "", t("book.lapsed_text")),
      make("p", "when", this.when(start)),
      press(t("book.lapsed_again"), () => this.keep(start), "first"),
      press(t("book.other"), () => this.choose(), "second"),
    );
  }

  // -------------------------------------------------------------- book

  async book(hold, button) {
    if (this.busy) return;
    this.busy = true;
    button.disabled = true;
    button.textContent = t("book.confirming");
    clearInterval(this.ticking);
    try {
      const { ok, status, said, kind } = await ask("POST", "appointments", { body: this.whatToBook(hold) });
      this.busy = false;
      if (ok) return this.booked(said);
      if (kind === "hold-lost") return this.lapsed(hold);
      this.unsure(whatWentWrong(status), (event) => this.book(hold, event.currentTarget), status < 500);
    } catch {
      // Perhaps it is booked, and only the answer was lost: asked again, it is the same appointment.
      this.busy = false;
      this.unsure("book.no_answer", (event) => this.book(hold, event.currentTarget), false);
    }
  }

  whatToBook(hold) {
    const { name, phone, email } = this.sent;
    const escort = this.escort.trim();
    return {
      hold_token: hold.token,
      name,
      ...(phone ? { phone } : {}),
      ...(email ? { email } : {}),
      ...(escort ? { escort_name: escort } : {}),
      request_id: this.receipt.request_id,
    };
  }

  async booked(appointment) {
    const known = await clinic().catch(() => null);
    const place = (known && placeOf(known, appointment.location_id)) || { ...this.place, address: [] };
    const service = (known && serviceOf(known, appointment.service_id)) || { name: this.sent.service };
    const language = new URLSearchParams(location.search).has("lang") ? `?lang=${LANGUAGE}` : "";
    const address = `${location.origin}${PAGE.base}manage${language}#${appointment.appointment_id}.${appointment.manage_token}`;
    const manage = link(address, t("book.manage"));
    manage.className = "manage";
    const print = press(t("visit.print"), () => window.print(), "second");
    with_(print, { "data-print": "" });
    this.box.classList.add("done");
    // What was promised was a call to find a time: that is done with.
    for (const past of document.querySelectorAll("[data-until-booked]")) past.remove();
    this.showAndGo(
      title(2, t("book.booked")),
      make("p", "", t("book.booked_text")),
      appointmentFacts(appointment, place, service),
      make("div", "row", calendarLink(appointment, place), print),
      make("p", "", manage),
      make("p", "hint", t("book.manage_hint"), " ", changeLine(appointment, place)),
    );
  }

  // -------------------------------------------------------------- what went wrong

  // The same once more; or another time, unless this one may be booked: two would be one too many.
  unsure(why, again, mayChoose = true) {
    this.showAndGo(
      title(2, t("times.choose")),
      with_(make("p", "told", ...around(why, "phone", phoneLink(this.place.phone))), { role: "alert" }),
      press(t("times.again"), again, "first"),
      mayChoose ? press(t("times.back"), () => this.choose(), "second") : null,
    );
  }
}

// Of a refusal it is known that nothing was done.
const whatWentWrong = (status) => (status >= 500 ? "book.failed" : "times.wrong");

document.addEventListener("frontdesk:sent", ({ detail: { sent, receipt } }) =>
  byId("booking").replaceChildren(new Booking(sent, receipt).box),
);
