// Who is to be called, how, and what time it is there.

import { languageSaid } from "./call-words";
import { desk } from "./desk";
import { h } from "./dom";
import { mailLink, phoneLink } from "./person";
import { say, warn } from "./say";
import { clock, localMinute, zoneName } from "../shared/time";

const EARLIEST = 8 * 60; // the law's hours for calls, where the called person is
const LATEST = 21 * 60;

/** How to reach this caller, and what they allow. */
export function reachCaller(card) {
  return [
    card.phone ? numberOf(card) : h("p", {}, "No phone number: write to them."),
    detailsOf(card),
  ];
}

function numberOf({ phone, phone_extension: extension }) {
  return h(
    "p",
    { class: "row" },
    phoneLink(phone, { class: "number figure" }),
    extension && h("span", {}, "ext. ", h("bdi", {}, extension)),
    copyButton("Copy", phone, "The number is copied."),
  );
}

/** A button that copies text. */
export function copyButton(words, text, done) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
      say(done);
    } catch {
      warn("The browser does not let this page copy. Select the text and copy it by hand.");
    }
  };
  return h("button", { type: "button", class: "second slim", on: { click: copy } }, words);
}

function detailsOf(card) {
  const voicemail = card.may_leave_voicemail
    ? h("span", { class: "badge good" }, "✓ A voicemail may be left")
    : h("span", { class: "badge late" }, "✕ Leave no voicemail");
  return h(
    "ul",
    { class: "facts" },
    h("li", {}, voicemail),
    card.email && h("li", {}, mailLink(card.email)),
    card.language && h("li", {}, `Speaks ${languageSaid(card.language)}`),
    card.window && h("li", {}, wishSaid(card.window)),
  );
}

/** "Wishes to be called Mon, Tue, 3:00 pm to 5:00 pm (EST)" */
function wishSaid({ start, end, zone, weekdays = [] }) {
  const days = weekdays.map((name) => name[0].toUpperCase() + name.slice(1, 3));
  const when = days.length && days.length < 7 ? `${days.join(", ")}, ` : "";
  const hours = `${hourSaid(start)} to ${hourSaid(end)}`;
  return `Wishes to be called ${when}${hours} (${zoneName(Date.now(), zone)})`;
}

const hourSaid = (time) =>
  time === "24:00" ? "midnight" : clock(`2000-01-01T${time.slice(0, 5)}:00Z`, "UTC");

/** What the clock shows where the caller may be: {words, wrong (why it is no hour to call)}. */
export function timeThere({ caller_zones: zones, urgency }, now) {
  const known = zones.length ? zones : [desk.location.zone];
  const times = new Set(known.map((zone) => `${clock(now, zone)} ${zoneName(now, zone)}`));
  const minutes = known.map((zone) => localMinute(now, zone));
  const legal = minutes.every((minute) => minute >= EARLIEST && minute < LATEST);
  const where = zones.length
    ? "Their time"
    : "Their number does not tell where they are; here it is";
  return {
    words: `${where}: ${[...times].join(" or ")}`,
    wrong: legal || urgency === "crisis" ? "" : "Calls are allowed from 8 am to 9 pm their time.",
  };
}
