// An appointment as its visitor's calendar takes it. Pure.
// What stands in a calendar is read over shoulders: where and when, and not what for.

import type { Schemas } from "../shared/api";

export type Entry = Pick<
  Schemas["AppointmentView"],
  "appointment_id" | "version" | "starts_at" | "ends_at"
>;

export interface EntryWords {
  title: string;
  place: string;
  text: string;
}

/** The calendar file of an appointment, as of `now` in milliseconds. */
export function calendarFile(appointment: Entry, words: EntryWords, now: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Frontdesk//Appointment//EN",
    "BEGIN:VEVENT",
    `UID:${appointment.appointment_id}@frontdesk`,
    `SEQUENCE:${appointment.version - 1}`,
    `DTSTAMP:${instant(now)}`,
    `DTSTART:${instant(appointment.starts_at)}`,
    `DTEND:${instant(appointment.ends_at)}`,
    `SUMMARY:${text(words.title)}`,
    `LOCATION:${text(words.place)}`,
    `DESCRIPTION:${text(words.text)}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

const instant = (at: string | number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** A value on one line, without the controls that a calendar cannot read. */
const text = (value: string): string =>
  value
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/[^\P{Cc}\t]/gu, "");

/** A line in parts of at most 75 bytes; what goes on begins with a space. */
export function folded(line: string): string {
  const bytes = (part: string): number => new TextEncoder().encode(part).length;
  const parts: string[] = [];
  let part = "";
  for (const letter of line) {
    if (bytes(part + letter) > 74) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part].join("\r\n ");
}
