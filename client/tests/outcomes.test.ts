import assert from "node:assert/strict";
import { it } from "node:test";
import { DISPOSITIONS, OUTCOME_GROUPS, outcomeKey } from "../desk/call-words";

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
