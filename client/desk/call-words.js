// The words of calls, appointments and what happened with them, as people say them.

import { desk } from "./desk";
import { JOBS } from "./job-names";
import { session } from "./session";
import { dayAndClock } from "../shared/time";

export const SOURCES = {
  "consultation-request": "Form",
  "incoming-call": "Rang us",
  "missed-call": "Missed call",
  voicemail: "Voicemail",
};

export const URGENCIES = { routine: "Routine", urgent: "Urgent", crisis: "Crisis" };

/** How a call went, in the order of the keys 1 to 8. */
export const OUTCOMES = {
  reached: "Reached",
  booked: "Booked",
  "voicemail-left": "Voicemail left",
  "no-answer": "No answer",
  busy: "Busy",
  "wrong-number": "Wrong number",
  declined: "Declined",
  "do-not-contact": "Do not contact",
};

const CLOSED = { ...OUTCOMES, unreachable: "Unreachable", resolved: "No call needed" };

const FLAGS = {
  "uncontrolled-high-blood-pressure": "High blood pressure that is not under control",
  "history-of-psychosis": "History of psychosis",
  "substance-use": "Substance use",
  pregnancy: "Pregnant, or may be",
  "current-medication": "Takes medication",
};

const SPAM = {
  "hidden-field-filled": "filled in a field that people do not see",
  "filled-in-too-fast": "filled in faster than people do",
};

const HAPPENED = {
  opened: "Turned to us",
  merged: "Turned to us again",
  claimed: "Taken on",
  "handed-back": "Handed back",
  "claim-ran-out": "Back in the queue: the claim ran out",
  noted: "Note",
  viewed: "Card opened",
  "timeline-viewed": "Timeline opened",
  noshow: "Did not come",
};

/** What happened to what: the kinds of a timeline. */
const KINDS = {
  contact: "Contact",
  "consultation-request": "Request",
  callback: "Call",
  appointment: "Visit",
  waitlist: "Waitlist",
  series: "Series",
};

const LANGUAGES = { en: "English", es: "Spanish" };

/** A word that is not known here (a new one) is shown as it is. */
const said = (words, word) => words[word] ?? String(word).replaceAll(/[-_]/g, " ");

/** The same, at the beginning of a line: "Handed back". */
export const titled = (text) => text[0].toUpperCase() + text.slice(1).replaceAll(/[-_]/g, " ");

export const sourceSaid = (source) => said(SOURCES, source);
export const flagSaid = (flag) => said(FLAGS, flag);
export const outcomeSaid = (outcome) => said(CLOSED, outcome);
export const spamSaid = (why) => said(SPAM, why);
export const kindSaid = (kind) => said(KINDS, kind);
export const languageSaid = (language) => LANGUAGES[language] ?? language;

/** Why a call is owed: a service's name, or what the desk wrote down. */
export { serviceName as reasonSaid } from "./sheet";

/** Whose it was. Staff are known by id alone, so a colleague is not named. */
export function bySaid(by) {
  if (by === session()?.staff.staff_id) return "you";
  if (by === "visitor") return "themselves";
  return JOBS.has(by) ? "the system" : "a colleague";
}

/** What happened, as a line of the history begins. */
export function eventSaid({ what, details }) {
  if (what === "attempted") return `Called: ${outcomeSaid(details.disposition)}`;
  if (what === "closed") return `Closed: ${outcomeSaid(details.outcome)}`;
  if (what === "snoozed") return `Put off until ${dayAndClock(details.until, desk.location.zone)}`;
  return titled(said(HAPPENED, what));
}

/** "+12125550123" as it is read out: "(212) 555-0123". Other countries' stay as they are. */
export function phoneSaid(phone) {
  const [, area, first, last] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone) ?? [];
  return area ? `(${area}) ${first}-${last}` : phone;
}
