import assert from "node:assert/strict";
import { it } from "node:test";
import { minuteChoices } from "../desk/card/snooze-times";
import { inAll, noticeSaid, waitedSaid } from "../desk/crisis/crisis-words";

const SINCE = "2026-12-25T07:00:00Z"; // 2 am in New York, on a holiday
const at = (minutes: number) => Date.parse(SINCE) + minutes * 60000;

it("a caller in crisis waits by the clock, at night as well", () => {
  assert.equal(waitedSaid(SINCE, at(12.9)), "12 min");
  assert.equal(waitedSaid(SINCE, at(-1)), "0 min"); // this clock is behind the server's
});

it("the banner says where, how many and for how long", () => {
  const one = { waiting: 1, more: false, since: SINCE };
  const place = "New York";
  const said = "New York: a caller in crisis is waiting (12 min)";
  assert.equal(noticeSaid(one, place, at(12)), said);
  const many = { waiting: 25, more: true, since: SINCE };
  const others = "New York: 25+ callers in crisis are waiting (first one: 12 min)";
  assert.equal(noticeSaid(many, place, at(12)), others);
  assert.equal(noticeSaid({ waiting: 0, more: false }, place, at(12)), "");
  assert.equal(inAll([one, many]), 26);
});

it("a crisis is put off for minutes alone", () => {
  const untils = minuteChoices(at(0), "America/New_York").map(([, until]) => Date.parse(until));
  assert.deepEqual(untils, [at(5), at(10), at(15), at(30)]);
});
