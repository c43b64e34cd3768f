import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { eventSaid, flagSaid, OUTCOMES, sourceSaid } from "../desk/call-words";
import { type Line, looksAt, othersOf, personOf, toldOf } from "../desk/card/event-details";

const ZONE = "America/New_York";

const line = (what: string, details: Line["details"] = {}): Line => ({
  at: "2026-11-23T15:00:00Z",
  by: "visitor",
  what,
  details,
});

describe("what a history tells", () => {
  it("leaves mere looks out, and counts those at the card", () => {
    const lines = [line("opened"), line("viewed"), line("timeline-viewed"), line("viewed")];
    assert.deepEqual(
      toldOf(lines).map(({ what }) => what),
      ["opened"],
    );
    assert.equal(looksAt(lines), 2);
  });

  it("counts one look where a page is read anew after something was done on it", () => {
    const look = (by: string, at: string) => ({ ...line("viewed"), by, at });
    const lines = [
      look("staff-ana", "2026-11-23T16:00:00Z"),
      look("staff-ana", "2026-11-23T15:04:00Z"),
      look("staff-ben", "2026-11-23T15:02:00Z"),
      look("staff-ana", "2026-11-23T15:00:00Z"),
    ];
    assert.equal(looksAt(lines), 3);
  });

  it("tells no ids, nothing twice, and nothing that is as it usually is", () => {
    const details = { callback_id: "one", note: "told below", urgency: "routine", self_pay: false };
    assert.deepEqual(othersOf(line("opened", details), ZONE), []);
  });

  it("tells no id under any name", () => {
    const details = { ticket: "01jd3k9m2v8q4r6t0w5x7y1z3a" };
    assert.deepEqual(othersOf(line("opened", details), ZONE), []);
  });

  it("tells whatever else there is: a name alone, a list, a time by the location's clock", () => {
    const details = { also_booked: true, names: ["a", "b"], was: "2026-11-24T15:00:00Z" };
    assert.deepEqual(othersOf(line("booked", details), ZONE), [
      { name: "Also booked", value: null },
      { name: "Names", value: "a, b" },
      { name: "Was", value: "Tue, Nov 24, 10:00 am" },
    ]);
  });
});

describe("the words of calls", () => {
  it("say who called and how a call went", () => {
    const call = { ...line("attempted", { disposition: "no-answer" }), by: "staff-ana" };
    assert.equal(eventSaid(call), "A colleague called: No answer");
    assert.equal(eventSaid(line("closed", { outcome: "resolved" })), "Closed: No call needed");
  });

  it("say what happened; a word that is not known is shown as it is", () => {
    assert.equal(eventSaid(line("handed-back")), "Released");
    assert.equal(eventSaid(line("cancelled")), "Canceled");
    assert.equal(eventSaid(line("something-new")), "Something new");
    assert.equal(sourceSaid("carrier-pigeon"), "carrier pigeon");
    assert.equal(flagSaid("substance-use"), "Substance use");
  });

  it("name the person of their occasion where several are on the number", () => {
    const ann = { person_id: "a", name: "Ann Example" };
    const kim = { person_id: "k", name: "Kim Sample" };
    assert.equal(personOf(line("opened", { person: "k" }), [ann, kim]), "Kim Sample");
    assert.equal(personOf(line("opened", { person: "k" }), [kim]), null);
    assert.equal(personOf(line("attempted"), [ann, kim]), null);
  });

  it("say what staff did with a person, which is not what somebody's call came to", () => {
    const ofPerson = (what: string) => eventSaid({ ...line(what), kind: "person" });
    assert.equal(ofPerson("merged"), "Noted as the same person as another");
    assert.equal(ofPerson("split"), "Noted as someone else than another");
    assert.equal(ofPerson("corrected"), "Details corrected");
    assert.equal(eventSaid(line("merged")), "Contacted us again");
  });

  it("are in the order of the keys 1 to 8", () => {
    assert.deepEqual(Object.values(OUTCOMES), [
      "Reached",
      "Booked",
      "Left voicemail",
      "No answer",
      "Busy",
      "Wrong number",
      "Declined",
      "Do not contact",
    ]);
  });
});
