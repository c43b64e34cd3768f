import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { Problem } from "../desk/api";
import { reader } from "../desk/known";

interface Sent {
  path: string;
  known: string | undefined;
}

/** What the server has, under a version. */
let has = { text: "first", version: '"1"' };
let sent: Sent[] = [];

function answer(path: string, { headers }: { headers: Record<string, string> }): Response {
  const known = headers["If-None-Match"];
  sent.push({ path, known });
  if (path.endsWith("gone")) return new Response("{}", { status: 404 });
  const told = { ETag: has.version };
  if (known === has.version) return new Response(null, { status: 304, headers: told });
  return new Response(JSON.stringify({ text: has.text }), { headers: told });
}

beforeEach(() => {
  has = { text: "first", version: '"1"' };
  sent = [];
  const page = { documentElement: { dataset: { base: "/" } } };
  Object.assign(globalThis, { document: page });
  mock.method(globalThis, "fetch", async (path: string, how: never) => answer(path, how));
});
afterEach(() => mock.restoreAll());

describe("what is read again", () => {
  it("is the very same while it is as it was", async () => {
    const read = reader<{ text: string }>();
    const before = await read("queue");
    assert.deepEqual(before, { text: "first" });
    assert.ok((await read("queue")) === before);
    assert.ok((await read("queue")) === before);
    assert.deepEqual(
      sent.map(({ known }) => known),
      [undefined, '"1"', '"1"'],
    );
  });

  it("is read anew once it has changed", async () => {
    const read = reader<{ text: string }>();
    await read("queue");
    has = { text: "second", version: '"2"' };
    assert.deepEqual(await read("queue"), { text: "second" });
    assert.deepEqual(await read("queue"), { text: "second" });
    assert.equal(sent.at(-1)?.known, '"2"');
  });

  it("is not taken for what stands at another address", async () => {
    const read = reader<{ text: string }>();
    await read("day?date=2026-11-23");
    await read("day?date=2026-11-24");
    assert.equal(sent.at(-1)?.known, undefined);
  });

  it("stays known through a failure", async () => {
    const read = reader<{ text: string }>();
    const before = await read("queue");
    await assert.rejects(read("gone"), (failure: unknown) => failure instanceof Problem);
    assert.ok((await read("queue")) === before);
  });
});
