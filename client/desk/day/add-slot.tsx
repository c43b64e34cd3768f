// Adds a slot by hand.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { clock, dateSaid } from "../../shared/time";
import { instantOf } from "../../shared/wall-time";
import { Problem } from "../api";
import { say } from "../say";
import { type DaySheet, type SlotLine, servicesHere } from "../sheet";
import { openDialog } from "../ui/dialog";
import { DialogForm } from "../ui/dialog-form";
import { Field, options } from "../ui/field";
import { t } from "../words";
import { change } from "../writes";
import { BayField } from "./bay-field";
import { schedulePath } from "./schedule-path";
import type { ShownDay } from "./shown-day";

const NAMES = [
  "bay",
  "pool",
  "starts_at",
  "services",
  "minutes",
  "override",
  "for_visitors",
] as const;

type Name = (typeof NAMES)[number];
type Given = (name: Name) => string;

export function openAddSlot(day: ShownDay): void {
  const sheet = day.sheet.value;
  if (!sheet) return;
  openDialog<never>({
    title: t("day.add.title", { date: dateSaid(sheet.date) }),
    content: (dialog) => (
      <DialogForm
        names={NAMES}
        yes={t("day.add.yes")}
        close={() => dialog.close()}
        fields={(wrong) => (
          <>
            <BayField sheet={sheet} wrong={wrong.bay ?? wrong.pool} />
            <WhenAndFor wrong={wrong} />
          </>
        )}
        send={(given) => addSlot(day, sheet, given)}
      />
    ),
  });
}

async function addSlot(day: ShownDay, sheet: DaySheet, given: Given): Promise<null> {
  const slot = slotIn(sheet, day.zone, given);
  const { data } = await change<SlotLine>(schedulePath(), slot);
  const bay = sheet.bays.find((each) => each.bay === slot.bay)?.name ?? slot.bay;
  say(t("day.add.added", { bay, when: clock(data.starts_at, day.zone) }));
  await day.again();
  return null;
}

type SlotIn = Omit<Schemas["SlotIn"], "services" | "minutes" | "for_visitors"> & {
  for_visitors?: boolean;
  services?: string[];
  minutes?: number;
};

/** The slot as it is sent; what is wrong already is told as the API's own findings are. */
function slotIn(sheet: DaySheet, zone: string, given: Given): SlotIn {
  const bay = sheet.bays.find((each) => each.bay === given("bay"));
  const startsAt = given("starts_at") && instantOf(sheet.date, given("starts_at"), zone);
  if (!bay || !startsAt) {
    const message = t("day.add.start_wrong");
    throw new Problem(422, { errors: [{ field: "starts_at", message }] });
  }
  return {
    pool: bay.pool,
    bay: bay.bay,
    starts_at: startsAt,
    services: given("services") ? [given("services")] : undefined,
    minutes: given("minutes") ? Number(given("minutes")) : undefined,
    override: given("override") || undefined,
    for_visitors: given("for_visitors") === "on" || undefined,
  };
}

function WhenAndFor({ wrong }: { wrong: Partial<Record<Name, string>> }): JSX.Element {
  const services = servicesHere().map((each) => [each.service_id, each.name] as const);
  return (
    <>
      <Field
        label={t("day.add.start")}
        wrong={wrong.starts_at}
        control={(props) => <input type="time" name="starts_at" required {...props} />}
      />
      <Field
        label={t("day.add.service")}
        wrong={wrong.services}
        control={(props) => (
          <select name="services" {...props}>
            {options([["", t("day.add.any")], ...services])}
          </select>
        )}
      />
      <Field
        label={t("day.add.minutes")}
        hint={t("day.add.minutes_hint")}
        wrong={wrong.minutes}
        control={(props) => (
          <input type="number" name="minutes" min={5} max={720} inputMode="numeric" {...props} />
        )}
      />
      <Field
        label={t("day.add.override")}
        hint={t("day.add.override_hint")}
        wrong={wrong.override}
        control={(props) => <input name="override" maxLength={500} autocomplete="off" {...props} />}
      />
      <label class="tick">
        <input type="checkbox" name="for_visitors" />
        <span>{t("day.add.for_visitors")}</span>
      </label>
    </>
  );
}
