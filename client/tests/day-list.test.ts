import assert from "node:assert/strict";
import { describe, it, mock } from "node:test";
import { Problem, Unreached } from "../desk/api";
import { dayLines, freeLines } from "../desk/day/day-list";
import { loadClinic } from "../desk/desk";
import type { DayContact } from "../desk/kept-days";
import { causeOf, lossSaid } from "../desk/loss";
import type { BayDay, SlotLine } from "../desk/sheet";

const ZONE = "America/New_York";

Object.assign(globalThis, {
  document: { documentElement: { dataset: { base: "/" } } },
  localStorage: { getItem: () => null },
});
const clinic = { locations: [], services: [{ service_id: "infusion", name: "Ketamine infusion" }] };
mock.method(globalThis, "fetch", async () => Response.json(clinic));
await loadClinic();

const hourLater = (at: string): string =>
  new Date(Date.parse(at) + 3600000).toISOString().replace(".000", "");

const slot = (starts_at: string, more: object = {}): SlotLine =>
  ({
    slot_id: starts_at,
    starts_at,
    ends_at: hourLater(starts_at),
    status: "free",
    ...more,
  }) as SlotLine;

const visit = (id: string, starts_at: string, more: object = {}): SlotLine =>
  slot(starts_at, {
    status: "booked",
    appointment_id: id,
    appointment: {
      first_name: "Robin",
      last_initial: "E",
      service_id: "infusion",
      status: "booked",
      ...more,
    },
  });

const bay = (name: string, ...slots: SlotLine[]): BayDay => ({ bay: name, name, slots }) as BayDay;

describe("the list of a day", () => {
  const bays = [
    bay("Chair 1", visit("late", "2026-11-23T20:00:00Z", { also_booked: true })),
    bay(
      "Chair 2",
      visit("early", "2026-11-23T15:00:00Z", { status: "arrived", escort: "needed" }),
      slot("2026-11-23T17:00:00Z"),
    ),
  ];
  const contacts: DayContact[] = [
    {
      appointment_id: "early",
      name: "Kim Example",
      phone: "+12125550123",
      escort_name: "Sam Example",
    },
  ];

  it("has everybody in order of time, whatever chair they have", () => {
    const [first, second] = dayLines({ bays }, contacts, ZONE);
    assert.deepEqual(first, {
      id: "early",
      hours: "10:00 am to 11:00 am",
      name: "Kim Example",
      reach: "(212) 555-0123",
      service: "Ketamine infusion",
      bay: "Chair 2",
      state: "Arrived",
      escort: "escort not confirmed: Sam Example",
      note: "",
      clinician: "",
    });
    assert.equal(second?.id, "late");
    assert.equal(second?.note, "had another appointment then");
  });

  it("has a first name and an initial where the rest could not be read", () => {
    const second = dayLines({ bays }, contacts, ZONE)[1];
    assert.deepEqual([second?.name, second?.reach], ["Robin E.", ""]);
  });

  it("has the address of whoever has no phone", () => {
    const known = [{ appointment_id: "late", name: "Toni Example", email: "toni@example.org" }];
    assert.equal(dayLines({ bays }, known, ZONE)[1]?.reach, "toni@example.org");
  });

  it("says what can still be had, chair by chair", () => {
    const nine = Date.parse("2026-11-23T14:00:00Z");
    const free = [{ id: "Chair 2", bay: "Chair 2", times: "12:00 pm" }];
    assert.deepEqual(freeLines({ bays }, ZONE, nine), free);
    assert.deepEqual(freeLines({ bays }, ZONE, nine + 24 * 3600000), []);
  });
});

describe("what cannot be read", () => {
  const noon = Date.parse("2026-11-23T17:00:00Z");
  const at942 = Date.parse("2026-11-23T14:42:00Z");

  it("says why, and since when it is as it is shown", () => {
    const said = (cause: "internet" | "server", asOf: number | null) =>
      lossSaid({ cause, asOf }, ZONE, noon);
    assert.equal(said("internet", at942), "No internet. As of 9:42 am.");
    assert.equal(said("server", at942), "The clinic's server isn't answering. As of 9:42 am.");
    assert.equal(
      said("internet", at942 - 24 * 3600000),
      "No internet. As of Sun, Nov 22, 9:42 am.",
    );
    assert.equal(said("internet", null), "No internet.");
  });

  it("is told from what was refused for a reason", () => {
    assert.equal(causeOf(new Unreached()), "internet");
    assert.equal(causeOf(new Problem(503, {})), "server");
    assert.equal(causeOf(new Problem(404, {})), null);
    assert.equal(causeOf(new TypeError("ours")), null);
  });
});
