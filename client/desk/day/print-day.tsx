// The day on paper: a list by time, made when it is printed and gone afterwards.

import { type JSX, render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { dateSaid, dayAndClock, zoneName } from "../../shared/time";
import { desk } from "../desk";
import { readContacts } from "../keep-days";
import { areContactsKnown, keptDay, noteSheet } from "../kept-days";
import { isLocked } from "../lock";
import { causeOf, momentSaid } from "../loss";
import { explain } from "../say";
import { onForgotten } from "../session";
import type { DaySheet } from "../sheet";
import { t } from "../words";
import { DayTable } from "./day-table";
import type { ShownDay } from "./shown-day";

let paper: HTMLElement | null = null;
let shown: ShownDay | null = null; // the day on the screen, if one is

/** Print the day that is shown, with the phones as they are now, or as they were last known. */
export async function printDay(day: ShownDay): Promise<void> {
  if (day.isComing.value) await day.again();
  const sheet = day.sheet.value;
  if (!sheet || day.isComing.value) return;
  await contactsReady(sheet, day);
  if (shown === day && layOut(day)) window.print(); // not after the desk has gone on to another view
}

async function contactsReady(sheet: DaySheet, day: ShownDay): Promise<void> {
  if (!keptDay(sheet.location_id, sheet.date)) noteSheet(sheet, day.seenAt);
  const kept = keptDay(sheet.location_id, sheet.date);
  if (!kept || areContactsKnown(kept)) return;
  try {
    await readContacts(sheet);
  } catch (failure) {
    if (!causeOf(failure)) explain(failure); // else it is said on the day, and on the paper
  }
}

/** The browser's own ways to print lead to the same paper. */
export function usePrintout(day: ShownDay): void {
  useLayoutEffect(() => {
    const before = () => {
      layOut(day);
    };
    shown = day;
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", clearAway);
    return () => {
      if (shown === day) shown = null;
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", clearAway);
      clearAway();
    };
  }, []);
}

/** Lay the day out for the printer, seen by nobody else; whether there was anything to lay out. */
function layOut(day: ShownDay): boolean {
  const sheet = day.sheet.value;
  if (!sheet || isLocked()) return false;
  if (!paper) {
    paper = document.createElement("section");
    paper.className = "printout";
    document.body.append(paper);
  }
  render(<Paper day={day} sheet={sheet} />, paper);
  return true;
}

function clearAway(): void {
  if (!paper) return;
  render(null, paper);
  paper.remove();
  paper = null;
}

onForgotten(clearAway);

function Paper({ day, sheet }: { day: ShownDay; sheet: DaySheet }): JSX.Element {
  const now = Date.now();
  const { zone } = day;
  const { closed_day: closed, block } = sheet;
  const contacts = keptDay(sheet.location_id, sheet.date)?.contacts ?? [];
  const printed = `${dayAndClock(now, zone)} ${zoneName(now, zone)}`;
  return (
    <>
      <h1>
        {(desk.locationOf(sheet.location_id) ?? desk.location).name}: {dateSaid(sheet.date)}
      </h1>
      <p>
        {t("day.print.printed", { when: printed })}{" "}
        {t("lost.as_of", { when: momentSaid(day.seenAt, zone, now) })}
      </p>
      {closed?.reason && <p>{t("day.closed.reason", { reason: closed.reason })}</p>}
      {block && (
        <p>
          {t("day.block.day_notice")} <bdi>{block.reason}</bdi>
        </p>
      )}
      <DayTable sheet={sheet} contacts={contacts} zone={zone} />
      <p class="confidential">{t("day.print.confidential")}</p>
    </>
  );
}
