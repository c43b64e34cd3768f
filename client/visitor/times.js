// A week at a glance: the days of a location, the times of each that are free, and a choice.

import { LOCALE, OWN_ZONE, around, ask, inZone, make, ownPlace, phoneLink, press, saidDay, saidOwnTime, saidTime, t, title, with_, zoneName } from "./common";

export const WEEK = 7;
export const AT_ONCE = 28;

export const plusDays = (day, count) =>
  new Date(Date.parse(`${day}T12:00Z`) + count * 86400000).toISOString().slice(0, 10);

export const noonOf = (day) => `${day}T12:00Z`;

export class Times {
  // `choose` is called with the start that was chosen; `mine` are starts that are kept already.
  constructor(place, serviceId, choose, mine = new Map()) {
    Object.assign(this, { place, serviceId, choose, mine, known: new Map(), gone: new Set() });
    this.told = with_(make("p", "told"), { role: "status" });
    this.element = make("div", "times");
  }

  // -------------------------------------------------------------- what is free

  async fetchDays(first, last) {
    const days = first ? `&from=${first}&to=${last}` : "";
    const where = `location=${this.place.location_id}&service=${this.serviceId}`;
    const { ok, status, said } = await ask("GET", `availability?${where}${days}`);
    if (status === 422 && first) return this.fetchAnew();
    if (!ok) throw new Error("no times");
    this.first ??= said.from;
    this.last = said.last_day;
    for (let day = said.from; day <= said.to; day = plusDays(day, 1)) this.known.set(day, []);
    for (const { starts_at, local } of said.times) this.known.get(local.slice(0, 10)).push(starts_at);
  }

  // Midnight has gone by since: the days that were asked for are not all ahead any more.
  async fetchAnew() {
    this.known.clear();
    this.first = undefined;
    await this.fetchDays();
    this.week = this.first;
  }

  async need(first, last) {
    for (let day = first; day <= last; day = plusDays(day, 1))
      if (!this.known.has(day)) {
        const until = plusDays(day, AT_ONCE - 1);
        return this.fetchDays(day, until < this.last ? until : this.last);
      }
  }

  startsOn(day) {
    const also = [...this.mine.keys(), ...this.gone].filter((start) => this.localDay(start) === day);
    return [...new Set([...(this.known.get(day) || []), ...also])].sort();
  }

  localDay(start) {
    const parts = inZone(start, this.place.zone, { year: "numeric", month: "2-digit", day: "2-digit" });
    const part = (name) => parts.find(({ type }) => type === name).value;
    return `${part("year")}-${part("month")}-${part("day")}`;
  }

  weekEnd() {
    const end = plusDays(this.week, WEEK - 1);
    return end < this.last ? end : this.last;
  }

  // -------------------------------------------------------------- from week to week

  // Begin again with what is free now; the week that was looked at stays.
  async begin() {
    await this.trying(async () => {
      this.known.clear();
      await this.fetchDays(this.week, this.week && this.weekEnd());
      if (!this.week) {
        this.week = this.first;
        if (!this.anyFree()) await this.leap();
      }
    });
  }

  anyFree() {
    for (let day = this.week; day <= this.weekEnd(); day = plusDays(day, 1))
      if (this.startsOn(day).length) return true;
    return false;
  }

  async go(week) {
    await this.trying(async () => {
      this.week = week;
      await this.need(week, this.weekEnd());
    });
    this.heading?.focus();
  }

  // To the first week with something free; stays where it is when there is none.
  async leap() {
    const from = this.week;
    do {
      this.week = plusDays(this.week, WEEK);
      if (this.week > this.last) {
        this.week = from;
        this.empty = true;
        return;
      }
      await this.need(this.week, this.weekEnd());
    } while (!this.anyFree());
  }

  async leapOn() {
    await this.trying(() => this.leap());
    this.heading?.focus();
  }

  async trying(work) {
    this.element.setAttribute("aria-busy", "true");
    if (!this.week) this.element.replaceChildren(with_(make("p", "hint", t("times.loading")), { role: "status" }));
    try {
      await work();
      this.draw();
    } catch {
      const again = press(t("times.again"), () => this.begin(), "second");
      this.element.replaceChildren(with_(make("p", "told", t("times.failed")), { role: "alert" }), again);
      this.heading = null;
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  say(text) {
    this.told.textContent = text;
  }

  // A start that somebody else took stays where it was, as taken.
  take(start) {
    this.gone.add(start);
    this.mine.delete(start);
  }

  // -------------------------------------------------------------- how it looks

  draw() {
    const days = [];
    for (let day = this.week; day <= this.weekEnd(); day = plusDays(day, 1)) days.push(day);
    const free = days.some((day) => this.startsOn(day).length);
    this.element.replaceChildren(
      make("p", "hint", this.zoneLine(days)),
      this.told,
      this.turner(days),
      free ? make("ol", "week", ...days.map((day) => this.drawDay(day))) : this.nothing(),
    );
  }

  zoneLine(days) {
    const { name: place, zone } = this.place;
    const starts = days.flatMap((day) => this.startsOn(day));
    const at = starts.length ? starts : [noonOf(this.week)];
    const said = (where) => [...new Set(at.map((start) => zoneName(start, where)))].join("/");
    return starts.some((start) => saidOwnTime(start, zone))
      ? t("times.zone_own", { place, zone: said(zone), own: `${ownPlace()}, ${said(OWN_ZONE)}` })
      : t("times.zone", { place, zone: said(zone) });
  }

  turner(days) {
    const earlier = press("", () => this.go(plusDays(this.week, -WEEK)), "second turn");
    const later = press("", () => this.go(plusDays(this.week, WEEK)), "second turn");
    earlier.append(with_(make("span", "", "‹"), { "aria-hidden": "true" }), make("span", "", t("times.earlier")));
    later.append(make("span", "", t("times.later")), with_(make("span", "", "›"), { "aria-hidden": "true" }));
    earlier.disabled = this.week <= this.first;
    later.disabled = plusDays(this.week, WEEK) > this.last;
    const format = new Intl.DateTimeFormat(LOCALE, { timeZone: "UTC", month: "long", day: "numeric" });
    const range = format.formatRange(new Date(noonOf(days[0])), new Date(noonOf(days.at(-1))));
    this.heading = title(3, range);
    return make("div", "turner", earlier, this.heading, later);
  }

  drawDay(day) {
    const starts = this.startsOn(day).map((start) => make("li", "", this.drawStart(start)));
    const weekday = saidDay(noonOf(day), "UTC", { weekday: "long" });
    const date = saidDay(noonOf(day), "UTC", { month: "short", day: "numeric" });
    const name = make("h4", "", weekday, " ", make("span", "", date));
    return make(
      "li",
      starts.length ? "day" : "day empty",
      name,
      starts.length ? make("ul", "starts", ...starts) : make("p", "", t("times.nothing")),
    );
  }

  drawStart(start) {
    const own = saidOwnTime(start, this.place.zone);
    const button = press("", () => this.choose(start), "start");
    button.append(make("b", "", saidTime(start, this.place.zone)));
    if (own) button.append(" ", make("small", "", t("times.own", { time: own })));
    if (this.gone.has(start)) {
      button.disabled = true;
      button.append(" ", make("small", "", t("times.taken")));
    } else if (this.mine.has(start)) {
      button.classList.add("mine");
      button.append(" ", make("small", "", t("times.kept")));
    }
    return button;
  }

  nothing() {
    if (this.empty || this.weekEnd() >= this.last) {
      const call = phoneLink(this.place.phone);
      return make("p", "", ...around("times.none_at_all", "phone", call));
    }
    const leap = press(t("times.next_free"), () => this.leapOn(), "second");
    return make("div", "none", make("p", "", t("times.none")), leap);
  }
}
