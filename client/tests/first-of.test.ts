import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { firstOf } from "../visitor/form/first-of";

const time = (local: string) => ({ starts_at: `${local}Z`, local: `${local}-05:00` });

describe("the free times beside the form", () => {
  it("are the first two of the first three days that have any", () => {
    const days = ["2026-11-24", "2026-11-25", "2026-11-27", "2026-11-30"];
    const times = days.flatMap((day) =>
      ["09:00", "10:00", "11:00"].map((at) => time(`${day}T${at}`)),
    );
    assert.deepEqual(firstOf(times), [
      "2026-11-24T09:00Z",
      "2026-11-24T10:00Z",
      "2026-11-25T09:00Z",
      "2026-11-25T10:00Z",
      "2026-11-27T09:00Z",
      "2026-11-27T10:00Z",
    ]);
  });

  it("are few where few are free, and none where none is", () => {
    assert.deepEqual(firstOf([time("2026-11-24T09:00")]), ["2026-11-24T09:00Z"]);
    assert.deepEqual(firstOf([]), []);
  });
});
