import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ExportPart, joinData, joinPages, readAll } from "../desk/record/join-export";

const thing = (id: string): ExportPart["things"][number] => ({
  kind: "note",
  id,
  facts: {},
  history: [],
  messages: [],
});
const part = (number: number, ids: string[], next?: string): ExportPart => ({
  person_id: "robin",
  clinic: "Harbor Light",
  made_at: "2026-11-23T15:00:00Z",
  part: number,
  names: ["Robin Example"],
  things: ids.map(thing),
  ...(next ? { next_cursor: next } : {}),
});
const page = (number: number, words: string) =>
  `<html><body><main><h1>All</h1><p>Part ${number}.</p><section>${words}</section></main></body></html>`;

describe("an export of several parts", () => {
  it("is read to its end, each part from where the one before ended", async () => {
    const further: Record<string, string> = { one: "two", two: "three" };
    const asked: (string | null)[] = [];
    const parts = await readAll(async (cursor) => {
      asked.push(cursor);
      return { part: asked.length, next: cursor ? (further[cursor] ?? null) : "one" };
    });
    assert.deepEqual(asked, [null, "one", "two", "three"]);
    assert.deepEqual(parts, [1, 2, 3, 4]);
  });

  it("is not made at all when a part of it cannot be read", async () => {
    const read = readAll(async (cursor) => {
      if (cursor) throw new Error("no network");
      return { part: 1, next: "one" };
    });
    await assert.rejects(read, /no network/);
  });

  it("is one file for programs, which doesn't say that there is more", () => {
    const joined = JSON.parse(joinData([part(1, ["a", "b"], "one"), part(2, ["c"])]));
    assert.deepEqual(
      joined.things.map(({ id }: { id: string }) => id),
      ["a", "b", "c"],
    );
    assert.deepEqual(joined.names, ["Robin Example"]);
    assert.ok(!("next_cursor" in joined) && !("part" in joined));
  });

  it("is one page to read, with one title and everything in turn", () => {
    assert.equal(
      joinPages([page(1, "First."), page(2, "Second."), page(3, "Third.")]),
      "<html><body><main><h1>All</h1><p>Part 1.</p><section>First.</section>" +
        "<p>Part 2.</p><section>Second.</section><p>Part 3.</p><section>Third.</section>" +
        "</main></body></html>",
    );
    assert.equal(joinPages([page(1, "All.")]), page(1, "All."));
  });

  it("is nothing rather than half of it, should a page be another one than was meant", () => {
    assert.throws(() => joinPages([page(1, "First."), "<p>Sign in</p>"]));
    assert.throws(() => joinPages([]));
    assert.throws(() => joinData([]));
  });
});
