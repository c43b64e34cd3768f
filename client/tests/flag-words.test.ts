import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formSaid, glancesAt, onPaper, type StatedFlag } from "../desk/flags/flag-words";

const ZONE = "America/New_York";

const flag = (name: string, more: object = {}): StatedFlag => ({
  flag: name,
  person_id: "a",
  of: "form",
  at: "2026-11-03T15:00:00Z",
  has_words: false,
  ...more,
});

describe("what forms stated for the clinician", () => {
  it("is said in one line, and that there are words", () => {
    const flags = [flag("pregnancy", { has_words: true }), flag("history-of-psychosis")];
    assert.deepEqual(glancesAt(flags), [
      {
        lead: "For the clinician",
        names: "pregnancy, psychosis + message",
        isDiscussed: false,
      },
    ]);
  });

  it("stays in sight once it was discussed, behind what was not", () => {
    const discussed = { discussed_by: "ana", discussed_at: "2026-11-04T15:00:00Z" };
    const flags = [flag("pregnancy", discussed), flag("substance-use")];
    assert.deepEqual(glancesAt(flags), [
      { lead: "For the clinician", names: "substances", isDiscussed: false },
      { lead: "Discussed", names: "pregnancy", isDiscussed: true },
    ]);
  });

  it("is nothing where nothing was stated", () => {
    assert.deepEqual([glancesAt(undefined), onPaper(null, ZONE)], [[], ""]);
  });

  it("has the date of its form on paper, and not what was written on it", () => {
    const flags = [flag("pregnancy", { has_words: true })];
    assert.equal(onPaper(flags, ZONE), "Pregnant or may be pregnant (form of Tue, Nov 3)");
  });

  it("says when it was said first, where more than one form said it", () => {
    const again = flag("pregnancy", { first_at: "2026-10-20T15:00:00Z" });
    assert.equal(formSaid(flag("pregnancy"), ZONE), "Form of Tue, Nov 3");
    assert.equal(formSaid(again, ZONE), "Form of Tue, Nov 3, first said on Tue, Oct 20");
  });

  it("says that its form was set aside as spam, as long as it is", () => {
    const aside = flag("pregnancy", { until: "2027-02-01T15:00:00Z" });
    assert.equal(formSaid(aside, ZONE), "Form of Tue, Nov 3, set aside as spam");
  });
});
