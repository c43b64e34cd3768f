import assert from "node:assert/strict";
import { it } from "node:test";
import { DISPOSITIONS, OUTCOME_GROUPS, outcomeKey } from "../desk/call-words";
import { doubtOf } from "../desk/card/doubt-of";

const grouped = OUTCOME_GROUPS.flatMap(([, dispositions]) => dispositions);

it("every outcome stands in one group, in the order of the keys", () => {
  assert.deepEqual(grouped, DISPOSITIONS);
});

it("an outcome keeps the key that people know it by", () => {
  const keys = Object.fromEntries(grouped.map((each) => [each, outcomeKey(each)]));
  assert.deepEqual(keys, {
    reached: "1",
    booked: "2",
    "voicemail-left": "3",
    "no-answer": "4",
    busy: "5",
    "wrong-number": "6",
    declined: "7",
    "do-not-contact": "8",
  });
});

it("what is grave or was not allowed is asked once more", () => {
  const asked = (voicemail: boolean) =>
    DISPOSITIONS.filter((each) => doubtOf(each, { may_leave_voicemail: voicemail }));
  assert.deepEqual(asked(true), ["wrong-number", "do-not-contact"]);
  assert.deepEqual(asked(false), ["voicemail-left", "wrong-number", "do-not-contact"]);
});
