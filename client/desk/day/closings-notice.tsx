// What was closed of the day, the calls that it takes, and the way back.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { clock } from "../../shared/time";
import { bySaid } from "../call-words";
import { reader } from "../known";
import { every } from "../live";
import { explain, say } from "../say";
import { isManager } from "../session";
import { bayName, serviceName } from "../sheet";
import { Icon } from "../ui/icon";
import { t, tn } from "../words";
import { change } from "../writes";
import { closingsPath } from "./closings-path";
import type { ShownDay } from "./shown-day";

type ClosingView = Schemas["ClosingView"];
type CallToMake = Schemas["CallToMake"];

export interface ClosingsNoticeProps {
  day: ShownDay;
  open(appointmentId: string): void;
}

export function ClosingsNotice({ day, open }: ClosingsNoticeProps): JSX.Element | null {
  const sheet = day.sheet.value;
  const ids = sheet?.closings.map(({ closing_id: id }) => id).join() ?? "";
  const [shown, setShown] = useState<ClosingView[]>([]);
  useLayoutEffect(() => {
    if (!ids || !sheet) {
      setShown([]);
      return undefined;
    }
    const read = reader<Schemas["Closings"]>();
    return every(async () => {
      const data = await read(closingsPath(`?date=${sheet.date}`));
      setShown(data.closings.filter(({ closing_id: id }) => ids.includes(id)));
    }).stop;
  }, [ids, sheet?.date]);
  if (!ids || !shown.length || day.isComing.value) return null;
  return (
    <div class="stack" id="closings">
      {shown.map((each) => (
        <OneClosing key={each.closing_id} closing={each} day={day} open={open} />
      ))}
    </div>
  );
}

interface OneClosingProps extends ClosingsNoticeProps {
  closing: ClosingView;
}

function OneClosing({ closing, day, open }: OneClosingProps): JSX.Element {
  const { calls } = closing;
  const left = calls.filter(({ progress }) => progress === "to-make").length;
  return (
    <section class="notice stack closing">
      <div class="row">
        <p>
          <Icon name="blocked" /> <strong>{partSaid(closing)}</strong> <bdi>{closing.reason}</bdi>{" "}
          <span class="small quiet">
            {t("day.close.by", { who: bySaid(closing.by) })}{" "}
            {t(closing.shown_to_visitors ? "day.close.told" : "day.close.not_told")}
          </span>
        </p>
        {isManager() && (
          <button type="button" class="second" onClick={() => reopen(day, closing)}>
            {t("day.close.reopen")}
          </button>
        )}
      </div>
      {calls.length > 0 && (
        <>
          <p class="calls-left">
            {left ? tn("day.close.calls_left", left) : t("day.close.all_called")}
          </p>
          <ol class="dates booked">
            {calls.map((call) => (
              <CallLine key={call.appointment_id} call={call} zone={day.zone} open={open} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** "Closed all day:" or "Chair 1 closed from 08:00 to 12:00:" */
function partSaid({ from, to, pool, bays }: ClosingView): string {
  const what = bays?.map(bayName).join(", ") ?? pool;
  const isAllDay = from === "00:00" && to === "24:00";
  if (what)
    return t(isAllDay ? "day.close.bays_all_day" : "day.close.bays_part", { what, from, to });
  return t(isAllDay ? "day.close.all_day" : "day.close.part", { from, to });
}

interface CallLineProps {
  call: CallToMake;
  zone: string;
  open(appointmentId: string): void;
}

function CallLine({ call, zone, open }: CallLineProps): JSX.Element {
  const name = `${call.first_name} ${call.last_initial}`.trim();
  return (
    <li data-progress={call.progress}>
      <span>
        <time>{clock(call.starts_at, zone)}</time> <bdi>{name}</bdi> ·{" "}
        {serviceName(call.service_id)} · {t(`day.close.progress.${call.progress}`)}
      </span>
      <button type="button" class="link" onClick={() => open(call.appointment_id)}>
        {t("day.block.open")} <span class="unseen">{name}</span>
      </button>
    </li>
  );
}

async function reopen(day: ShownDay, { closing_id: id }: ClosingView): Promise<void> {
  try {
    await change<ClosingView>(closingsPath(`/${id}/reopen`));
    say(t("day.close.reopened"));
  } catch (failure) {
    explain(failure);
  }
  await day.again();
}
