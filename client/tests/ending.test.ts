import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { endingOf } from "../shared/ending";
import { noticeOf } from "../visitor/form/notice-words";

const ANSWERS = [
  [undefined, "unknown"],
  [0, "unknown"],
  [200, "kept"],
  [201, "kept"],
  [302, "unknown"],
  [400, "refused"],
  [403, "refused"],
  [409, "earlier"],
  [413, "refused"],
  [422, "refused"],
  [429, "refused"],
  [500, "unknown"],
  [502, "unknown"],
  [503, "unknown"],
  [504, "unknown"],
] as const;

const KINDS = [
  "invalid-input",
  "idempotency-conflict",
  "body-too-large",
  "unavailable",
  "too-many-requests",
  "refused",
  "other",
];
const TEXTS = Object.fromEntries(KINDS.map((kind) => [`notice.${kind}.title`, ""]));

describe("how sending ended", () => {
  for (const [status, ending] of ANSWERS) {
    it(`is ${ending} after ${status ?? "silence"}`, () => {
      assert.equal(endingOf(status), ending);
    });

    it(`is ${ending === "refused" ? "unknown" : ending} after it where a try before may have arrived`, () => {
      assert.equal(endingOf(status, true), ending === "refused" ? "unknown" : ending);
    });
  }
});

describe("the words above a form that got no receipt", () => {
  it("are those of the kind of problem", () => {
    const said = noticeOf("invalid-input", { status: 422, ending: "refused" }, TEXTS);
    assert.deepEqual(said, {
      title: "notice.invalid-input.title",
      text: "notice.invalid-input.text",
    });
  });

  for (const [status, ending, kind] of [
    [403, "refused", "refused"],
    [409, "earlier", "idempotency-conflict"],
    [502, "unknown", "other"],
  ] as const)
    it(`are those of ${kind} for ${status} of a kind that has none`, () => {
      const { title } = noticeOf("never-heard-of", { status, ending }, TEXTS);
      assert.equal(title, `notice.${kind}.title`);
    });

  it("do not say that nothing was sent where a try before may have arrived", () => {
    const after = { status: 422, ending: "unknown" } as const;
    assert.equal(noticeOf("invalid-input", after, TEXTS).text, "perhaps.text");
    assert.equal(noticeOf("invalid-input", after, TEXTS).title, "notice.invalid-input.title");
    const busy = { status: 429, ending: "unknown" } as const;
    assert.deepEqual(noticeOf("too-many-requests", busy, TEXTS), {
      title: "perhaps.title",
      text: "perhaps.text",
    });
  });
});
