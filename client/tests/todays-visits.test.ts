import assert from "node:assert/strict";
import { it } from "node:test";
import { visitsOf } from "../desk/queue/todays-visits";
import type { BayDay, SlotLine } from "../desk/sheet";

const slot = (starts_at: string, status?: string): SlotLine =>
  ({
    slot_id: starts_at,
    starts_at,
    status: status ? "booked" : "free",
    appointment_id: status ? `of ${starts_at}` : null,
    appointment: status ? { first_name: "Robin", last_initial: "E", status } : null,
  }) as SlotLine;

const bay = (name: string, ...slots: SlotLine[]): BayDay => ({ bay: name, name, slots }) as BayDay;

it("today is who is here and who comes, each in order of time, and how many are done", () => {
  const bays = [
    bay("Chair 1", slot("2026-11-25T15:00Z", "arrived"), slot("2026-11-25T18:00Z", "booked")),
    bay("Chair 2", slot("2026-11-25T13:30Z", "fulfilled"), slot("2026-11-25T16:30Z", "booked")),
    bay("Chair 3", slot("2026-11-25T13:30Z", "noshow"), slot("2026-11-25T15:00Z")),
  ];
  const { here, ahead, done, missed } = visitsOf({ bays });
  assert.deepEqual(
    here.map(({ starts_at, where }) => [starts_at, where]),
    [["2026-11-25T15:00Z", "Chair 1"]],
  );
  assert.deepEqual(
    ahead.map(({ where }) => where),
    ["Chair 2", "Chair 1"],
  );
  assert.deepEqual([done, missed], [1, 1]);
});
