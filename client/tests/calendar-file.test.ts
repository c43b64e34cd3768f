import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { calendarFile, folded } from "../visitor/calendar-file";

const bytes = (text: string): number => new TextEncoder().encode(text).length;

describe("a line of a calendar file", () => {
  it("that is short stays as it is", () => {
    assert.equal(folded("BEGIN:VEVENT"), "BEGIN:VEVENT");
    assert.equal(folded("x".repeat(74)), "x".repeat(74));
  });

  for (const letter of ["x", "é", "—", "🙂"])
    it(`is at most 75 bytes long, of whole letters, and loses none (${letter})`, () => {
      const line = letter.repeat(200);
      const parts = folded(line).split("\r\n");
      for (const part of parts) assert.ok(bytes(part) <= 75, part);
      assert.ok(parts.slice(1).every((part) => part.startsWith(" ")));
      assert.equal(folded(line).replaceAll("\r\n ", ""), line);
    });
});

describe("an appointment in a calendar", () => {
  const file = calendarFile(
    {
      appointment_id: "01abc",
      version: 3,
      starts_at: "2026-11-24T19:00:00Z",
      ends_at: "2026-11-24T19:45:00Z",
    },
    { title: "Appointment: Harbor; Light", place: "Harbor, 100 Pier", text: "Call\nus \\ now" },
    Date.parse("2026-11-23T12:00:00Z"),
  );
  const lines = file.split("\r\n");

  it("has its time in UTC, and the sequence that its email has", () => {
    assert.ok(lines.includes("DTSTART:20261124T190000Z"));
    assert.ok(lines.includes("DTEND:20261124T194500Z"));
    assert.ok(lines.includes("DTSTAMP:20261123T120000Z"));
    assert.ok(lines.includes("SEQUENCE:2"));
    assert.ok(lines.includes("UID:01abc@frontdesk"));
  });

  it("has no control in it, and each line end as one", () => {
    const place = "Harbor\u0000\r\nBEGIN:VEVENT\rLight\u0085";
    const words = { title: "Appointment", place, text: "Call us" };
    const at = "2026-11-24T19:00:00Z";
    const entry = { appointment_id: "01abc", version: 3, starts_at: at, ends_at: at };
    const told = calendarFile(entry, words, 0).split("\r\n");
    assert.ok(told.includes("LOCATION:Harbor\\nBEGIN:VEVENT\\nLight"));
  });

  it("says what could be read as more than text so that it is text", () => {
    assert.ok(lines.includes("SUMMARY:Appointment: Harbor\\; Light"));
    assert.ok(lines.includes("LOCATION:Harbor\\, 100 Pier"));
    assert.ok(lines.includes("DESCRIPTION:Call\\nus \\\\ now"));
    assert.ok(file.endsWith("END:VCALENDAR\r\n"));
  });
});
