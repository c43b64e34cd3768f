// Takes slots off the schedule; for managers.

import type { Schemas } from "../../shared/api";
import { clock, dateSaid } from "../../shared/time";
import { say } from "../say";
import { type DaySheet, placesOf } from "../sheet";
import { openDialog } from "../ui/dialog";
import { DialogForm } from "../ui/dialog-form";
import { type ControlProps, Field, options } from "../ui/field";
import { t, tn } from "../words";
import { change } from "../writes";
import { BayField } from "./bay-field";
import { schedulePath } from "./schedule-path";
import type { ShownDay } from "./shown-day";

export function openRemoveSlots(day: ShownDay): void {
  const sheet = day.sheet.value;
  if (!sheet) return;
  const starts = options([["", t("day.remove.every_start")], ...startsOf(sheet, day.zone)]);
  const start = (props: ControlProps) => (
    <select name="starts_at" {...props}>
      {starts}
    </select>
  );
  openDialog<never>({
    title: t("day.remove.title", { date: dateSaid(sheet.date) }),
    content: (dialog) => (
      <DialogForm
        names={["bay", "starts_at"] as const}
        text={t("day.remove.text")}
        yes={t("day.remove.yes")}
        grave
        close={() => dialog.close()}
        fields={(wrong) => (
          <>
            <BayField sheet={sheet} all={t("day.remove.every_bay")} wrong={wrong.bay} />
            <Field label={t("day.remove.start")} wrong={wrong.starts_at} control={start} />
          </>
        )}
        send={(given) => removeSlots(day, sheet, given("bay"), given("starts_at"))}
      />
    ),
  });
}

/** When something starts that can be removed, in order: [instant, its words]. */
function startsOf(sheet: DaySheet, zone: string): [string, string][] {
  const removable = placesOf(sheet).filter(
    ({ slot }) => slot.status !== "booked" && slot.status !== "held",
  );
  const starts = new Set(removable.map(({ slot }) => slot.starts_at));
  return [...starts].sort().map((at) => [at, clock(at, zone)]);
}

async function removeSlots(
  day: ShownDay,
  { date }: DaySheet,
  bay: string,
  startsAt: string,
): Promise<null> {
  const body = { date, bay: bay || undefined, starts_at: startsAt || undefined };
  const { data } = await change<Schemas["WithdrawReport"]>(schedulePath("/withdraw"), body);
  const removed = tn("day.remove.removed", data.withdrawn.length);
  const stayed = data.stayed.length;
  say(stayed ? `${removed} ${t("day.remove.stayed", { count: stayed })}` : removed);
  await day.again();
  return null;
}
