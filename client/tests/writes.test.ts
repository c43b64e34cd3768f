import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { Problem, Unreached } from "../desk/api";
import { forgetSession, keepSession } from "../desk/session";
import { change, isUnsure, once } from "../desk/writes";

const stored = new Map<string, string>();
Object.assign(globalThis, {
  document: { documentElement: { dataset: { base: "/" } } },
  sessionStorage: {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, content: string) => stored.set(name, content),
    removeItem: (name: string) => stored.delete(name),
  },
});

interface Sent {
  path: string;
  key: string | null;
  ifMatch: string | null;
  body: unknown;
}

const sent: Sent[] = [];
let answers: (Response | Error)[] = [];

/** The API: notes what is sent, and answers what a test has prepared; then with success. */
globalThis.fetch = async (path, init) => {
  const headers = new Headers(init?.headers);
  const of = (name: string) => headers.get(name);
  const body = JSON.parse(String(init?.body));
  sent.push({ path: String(path), key: of("Idempotency-Key"), ifMatch: of("If-Match"), body });
  const answer = answers.shift() ?? Response.json({ done: true });
  if (answer instanceof Error) throw answer;
  return answer;
};

const silence = () => new TypeError("no network");
const problem = (status: number, body: object = {}) => Response.json(body, { status });

function signIn(name: string): void {
  keepSession({
    id_token: "token",
    refresh_token: "refresh",
    expires_at: Date.now() + 3600000,
    staff: { staff_id: name, email: `${name}@clinic.example`, roles: ["front-desk"] },
  });
}

/** What a write is refused with. */
async function refused(write: Promise<unknown>): Promise<Error> {
  try {
    await write;
  } catch (failure) {
    if (failure instanceof Error) return failure;
  }
  return assert.fail("it was not refused");
}

const keys = () => sent.map((each) => each.key);
const differentKeys = () => new Set(keys()).size;

// What is open is remembered by the module: each test writes somewhere of its own.
let counted = 0;
let path = "";

beforeEach(() => {
  sent.length = 0;
  answers = [];
  path = `things/${++counted}`;
  signIn("staff-ana");
});
afterEach(() => forgetSession());

describe("a write with a key", () => {
  it("that is done is done again under another key", async () => {
    const write = once(path);
    assert.deepEqual((await write({ note: "one" })).data, { done: true });
    await write({ note: "one" });
    assert.equal(differentKeys(), 2);
    assert.deepEqual(sent[0], {
      path: `/${path}`,
      key: keys()[0],
      ifMatch: null,
      body: { note: "one" },
    });
  });

  for (const [what, failure] of [
    ["silence", silence],
    ["a failure at the clinic", () => problem(503)],
    ["too many requests", () => problem(429)],
  ] as const)
    it(`keeps its key through ${what}`, async () => {
      answers = [failure(), failure()];
      const write = once(path);
      assert.ok(isUnsure(await refused(write({ note: "one" }))));
      assert.ok(isUnsure(await refused(write({ note: "one" }))));
      await write({ note: "one" });
      assert.equal(sent.length, 3);
      assert.equal(differentKeys(), 1);
    });

  it("keeps it when what is sent is changed in between: it may have been done already", async () => {
    answers = [silence(), problem(409, { type: "urn:x:idempotency-conflict" })];
    const write = once(path);
    await refused(write({ note: "one" }));
    const told = await refused(write({ note: "two" }));
    assert.match(told.message, /already went through/);
    assert.equal(differentKeys(), 1);
    await write({ note: "two" });
    assert.equal(differentKeys(), 2, "whoever presses again means this as well");
  });

  it("keeps it through a mistake that is found after a failure", async () => {
    answers = [problem(500), problem(422)];
    const write = once(path);
    await refused(write({ note: "one" }));
    await refused(write({ note: "" }));
    await write({ note: "one" });
    assert.equal(differentKeys(), 1);
  });

  it("has another one after a mistake, nothing having been done", async () => {
    answers = [problem(422)];
    const write = once(path);
    assert.ok(!isUnsure(await refused(write({ note: "" }))));
    await write({ note: "one" });
    assert.equal(differentKeys(), 2);
  });

  it("is the same attempt when its dialog is opened anew with the same words", async () => {
    answers = [silence()];
    await refused(once(path)({ note: "one" }));
    await once(path)({ note: "one" });
    assert.equal(differentKeys(), 1);
    await once(path)({ note: "one" });
    assert.equal(differentKeys(), 2, "it is over since it was done");
  });

  it("is another attempt with other words, somewhere else, or of somebody else", async () => {
    answers = [silence()];
    await refused(once(path)({ note: "one" }));
    await once(path)({ note: "two" });
    await once(`${path}/other`)({ note: "one" });
    signIn("staff-ben");
    await once(path)({ note: "one" });
    assert.equal(differentKeys(), 4);
  });
});

describe("what staff are told of a write whose end is open", () => {
  it("is that nothing is lost, and that it is not done twice", async () => {
    answers = [silence(), problem(500), problem(429), silence()];
    const write = once(path);
    const told = [];
    for (let time = 0; time < 3; time++) told.push((await refused(write())).message);
    told.push((await refused(change(path))).message);
    assert.match(told[0] ?? "", /can't reach the clinic's server/);
    assert.match(told[1] ?? "", /Something went wrong on the clinic's server/);
    assert.match(told[2] ?? "", /Too many requests/);
    for (const each of told) assert.match(each, /Nothing you typed is lost/);
  });

  it("is what the API says of too many requests, if it says it", async () => {
    answers = [problem(429, { detail: "Three codes a day." })];
    assert.equal((await refused(once(path)())).message, "Three codes a day.");
  });

  it("is what the API says of everything else", async () => {
    answers = [problem(409, { type: "urn:x:time-taken", detail: "That time is taken." })];
    const told = await refused(once(path)());
    assert.equal(told.message, "That time is taken.");
    assert.ok(told instanceof Problem && told.kind === "time-taken");
  });
});

it("a write that its version tells apart is sent with it, and without a key", async () => {
  await change(path, { note: "one" }, { ifMatch: '"3"' });
  assert.deepEqual(sent, [{ path: `/${path}`, key: null, ifMatch: '"3"', body: { note: "one" } }]);
});

it("whether a write may have been done is open after silence and failures alone", () => {
  assert.ok(isUnsure(new Unreached()));
  assert.ok(isUnsure(new Problem(502, {})));
  assert.ok(!isUnsure(new Problem(409, {})));
  assert.ok(!isUnsure(new TypeError("a fault")));
});
