// Blocks a bay, or the whole day; who is booked then stays, and is listed to be called.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { clock, dateSaid } from "../../shared/time";
import { say } from "../say";
import { bayName, type DaySheet, type SlotLine, serviceName } from "../sheet";
import { openDialog } from "../ui/dialog";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { t, tn } from "../words";
import { change } from "../writes";
import { BayField } from "./bay-field";
import { schedulePath } from "./schedule-path";
import type { ShownDay } from "./shown-day";

/** Ask what to block; `open(appointmentId)` opens an appointment that stays. */
export function openBlock(day: ShownDay, open: (appointmentId: string) => void): void {
  const sheet = day.sheet.value;
  if (!sheet) return;
  openDialog<never>({
    title: t("day.block.title", { date: dateSaid(sheet.date) }),
    content: (dialog) => {
      const openCall = (id: string) => {
        dialog.close();
        open(id);
      };
      return (
        <DialogForm
          names={["bay", "reason"] as const}
          text={t("day.block.text")}
          yes={t("day.block.yes")}
          close={() => dialog.close()}
          fields={(wrong) => (
            <>
              <BayField sheet={sheet} all={t("day.block.whole")} wrong={wrong.bay} />
              <ReasonField wrong={wrong.reason} />
            </>
          )}
          send={async (given) => {
            const calls = await block(day, sheet, given("bay"), given("reason"));
            return calls.length > 0 && <NeedCalls slots={calls} zone={day.zone} open={openCall} />;
          }}
        />
      );
    },
  });
}

/** Block it; gives the booked slots that stay. */
async function block(
  day: ShownDay,
  { date }: DaySheet,
  bay: string,
  reason: string,
): Promise<SlotLine[]> {
  const body = bay ? { date, reason, bay } : { date, reason };
  const { data } = await change<Schemas["BlockReport"]>(schedulePath("/block"), body);
  day.again();
  say(tn("day.block.blocked", data.blocked));
  return data.needs_call;
}

const ReasonField = ({ wrong }: { wrong?: string }): JSX.Element => (
  <Field
    label={t("day.block.reason")}
    hint={t("day.block.reason_hint")}
    wrong={wrong}
    control={(props) => <input name="reason" maxLength={200} autocomplete="off" {...props} />}
  />
);

interface NeedCallsProps {
  slots: SlotLine[];
  zone: string;
  open(appointmentId: string): void;
}

function NeedCalls({ slots, zone, open }: NeedCallsProps): JSX.Element {
  return (
    <>
      <p class="notice">
        <strong>{tn("day.block.stays", slots.length)}</strong>{" "}
        {t(slots.length === 1 ? "day.block.call" : "day.block.call_all")}
      </p>
      <ul class="dates booked">
        {slots.map((slot) => (
          <CallLine key={slot.slot_id} slot={slot} zone={zone} open={open} />
        ))}
      </ul>
    </>
  );
}

function CallLine({ slot, zone, open }: { slot: SlotLine } & Omit<NeedCallsProps, "slots">) {
  const { appointment, appointment_id: id } = slot;
  const name = appointment?.first_name ?? t("day.block.somebody");
  return (
    <li>
      <span>
        <time>{clock(slot.starts_at, zone)}</time> <bdi>{name}</bdi>
        {appointment && ` · ${serviceName(appointment.service_id)}`} ·{" "}
        <bdi>{bayName(slot.bay)}</bdi>
      </span>
      {id && (
        <button type="button" class="link" onClick={() => open(id)}>
          {t("day.block.open")} <span class="unseen">{name}</span>
        </button>
      )}
    </li>
  );
}
