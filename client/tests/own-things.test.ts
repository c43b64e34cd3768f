import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Answer, How } from "../visitor/ask";
import type { KeptCode } from "../visitor/mine/kept-code";
import { OwnThings, type Step } from "../visitor/mine/own-things";

const ROBIN = { name: "Robin Example", email: "robin@example.com", location_id: "new-york" };
const SOON = new Date(Date.now() + 600_000).toISOString();
const ASKED = { proof_id: "p", code_token: "c", until: SOON };
const PROVEN = { proof_id: "p", proof_token: "t", until: new Date(Date.now() + 100).toISOString() };
const THINGS = { appointments: [], requests: [], waitlist: [], do_not_contact: false };
const CLINIC = { locations: [{ location_id: "new-york" }], services: [] };

type End = { status: number; kind?: string; said?: object } | "silence";

/** A page whose calls end so, one after another; what was sent, and what the tab keeps. */
async function opened(ends: End[], before: KeptCode | null = null) {
  const sent: { path: string; how: How }[] = [];
  let kept = before;
  const server = {
    ask: async <T>(_: string, path: string, how: How = {}): Promise<Answer<T>> => {
      sent.push({ path, how });
      const end = ends.shift() ?? "silence";
      if (end === "silence") throw new Error("no answer");
      const { status, kind = "other", said = {} } = end;
      if (status >= 400) return { ok: false, status, kind, said };
      return { ok: true, status, said: said as T, etag: null };
    },
    clinic: async () => CLINIC as never,
    language: "en",
    isMailOff: false,
    kept: {
      read: () => kept,
      keep: (code: KeptCode) => {
        kept = code;
      },
      forget: () => {
        kept = null;
      },
    },
  };
  const own = new OwnThings(server);
  await own.open();
  return { own, sent, kept: () => kept };
}

const told = (step: Step) => ("told" in step ? step.told?.text : undefined);
const typing = (step: Step) => step as Extract<Step, { name: "typing" }>;

describe("asking for a code", () => {
  it("again after silence is the same call", async () => {
    const { own, sent } = await opened(["silence", { status: 201, said: ASKED }]);
    await own.askForCode(ROBIN);
    assert.equal(told(own.step.value), "mine.no_answer");
    await own.askForCode(ROBIN);
    assert.equal(own.step.value.name, "typing");
    assert.deepEqual(sent[0], sent[1]);
  });

  it("for somebody else is another one", async () => {
    const { own, sent } = await opened(["silence", "silence"]);
    await own.askForCode(ROBIN);
    await own.askForCode({ ...ROBIN, name: "Kim Sample" });
    const [first, other] = sent.map(({ how }) => how.headers?.["Idempotency-Key"]);
    assert.notEqual(first, other);
  });

  it("sends nothing while a field is empty", async () => {
    const { own, sent } = await opened([]);
    await own.askForCode({ ...ROBIN, email: "" });
    assert.deepEqual(sent, []);
  });
});

describe("typing a code", () => {
  it("opens what is theirs, and keeps the proof and not the code", async () => {
    const ends = [
      { status: 201, said: ASKED },
      { status: 200, said: PROVEN },
      { status: 200, said: THINGS },
    ];
    const { own, sent, kept } = await opened(ends);
    await own.askForCode(ROBIN);
    await own.typeCode(typing(own.step.value).kept, "123 456");
    assert.equal(own.step.value.name, "seen");
    assert.deepEqual(sent[1]?.how.body, { code: "123456" });
    assert.deepEqual(sent[2]?.how.headers, { "Code-Token": "c", "Proof-Token": "t" });
    assert.ok(!JSON.stringify(kept()).includes("123456"));
    own.close();
    assert.equal(kept(), null);
  });

  it("wrong says the same however often", async () => {
    const wrong = { status: 409, kind: "wrong-code" };
    const kept = { ...ASKED, email: ROBIN.email };
    const { own } = await opened([wrong, wrong], kept);
    await own.typeCode(kept, "000000");
    const first = typing(own.step.value);
    await own.typeCode(kept, "000001");
    assert.deepEqual(typing(own.step.value), first);
    assert.deepEqual(first.wrong, { code: "mine.code_wrong" });
  });

  it("too often names whom to call", async () => {
    const kept = { ...ASKED, email: ROBIN.email };
    const many = { status: 429, kind: "too-many-code-tries", said: { phone: "+12125550142" } };
    const { own } = await opened([many], kept);
    await own.typeCode(kept, "000000");
    assert.deepEqual(typing(own.step.value).told, { text: "mine.too_many", phone: "+12125550142" });
  });
});

describe("coming back", () => {
  it("with a code that is over asks for another", async () => {
    const over = { ...ASKED, until: "2026-01-01T00:00:00Z", email: ROBIN.email };
    const { own, kept } = await opened([], over);
    assert.equal(told(own.step.value), "mine.code_over");
    assert.equal(own.typed.email, ROBIN.email);
    assert.equal(kept(), null);
  });

  it("with a proof that is over asks for another code", async () => {
    const proven = { ...ASKED, email: ROBIN.email, proven: { token: "t", until: SOON } };
    const { own } = await opened([{ status: 404, kind: "not-found" }], proven);
    assert.equal(told(own.step.value), "mine.proof_over");
  });
});
