// An appointment, as its visitor sees it, and as their calendar does.

import { OWN_ZONE, link, make, phoneLink, saidOwnTime, saidPhone, saidTime, saidWhen, t, zoneName } from "./common";

export function fact(name, ...within) {
  return make("div", "", make("dt", "", name), make("dd", "", ...within));
}

export function appointmentFacts(appointment, place, service) {
  const own = saidOwnTime(appointment.starts_at, place.zone);
  const when = [
    make("span", "when", saidWhen(appointment.starts_at, place.zone)),
    make("small", "", t("visit.until", { time: saidTime(appointment.ends_at, place.zone) })),
  ];
  if (own) when.push(make("small", "", t("book.own_time", { time: `${own} ${zoneName(appointment.starts_at, OWN_ZONE)}` })));
  return make(
    "dl",
    "facts",
    fact(t("visit.when"), ...when),
    fact(t("visit.service"), service.name),
    fact(t("visit.where"), make("span", "", place.name), make("small", "", place.address.join(", "))),
    fact(t("visit.phone"), phoneLink(place.phone)),
  );
}

export function changeLine(appointment, place) {
  return t("visit.change_until", { when: saidWhen(appointment.change_until, place.zone) });
}

// What stands in a calendar is read over shoulders: where and when, and not what for.
export function calendarLink(appointment, place) {
  const file = new Blob([calendarFile(appointment, place)], { type: "text/calendar" });
  const anchor = link(URL.createObjectURL(file), t("visit.calendar"));
  anchor.className = "second button";
  anchor.download = "appointment.ics";
  return anchor;
}

export function calendarFile(appointment, place) {
  const instant = (at) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const text = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Frontdesk//Appointment//EN",
    "BEGIN:VEVENT",
    `UID:${appointment.appointment_id}@frontdesk`,
    `SEQUENCE:${appointment.version}`,
    `DTSTAMP:${instant(Date.now())}`,
    `DTSTART:${instant(appointment.starts_at)}`,
    `DTEND:${instant(appointment.ends_at)}`,
    `SUMMARY:${text(t("visit.calendar_title", { place: place.name }))}`,
    `LOCATION:${text([place.name, ...place.address].join(", "))}`,
    `DESCRIPTION:${text(t("visit.calendar_text", { phone: saidPhone(place.phone) }))}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map(folded).join("\r\n") + "\r\n";
}

// No line of such a file is longer than 75 bytes; what goes on begins with a space.
export function folded(line) {
  const bytes = (text) => new TextEncoder().encode(text).length;
  const parts = [""];
  for (const letter of line) {
    if (bytes(parts.at(-1) + letter) > 74) parts.push("");
    parts[parts.length - 1] += letter;
  }
  return parts.join("\r\n ");
}
