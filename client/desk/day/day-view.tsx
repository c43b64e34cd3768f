// The day: bays and time, live; from here everything that happens to an appointment is one press away.

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { dateSaid } from "../../shared/time";
import { bySaid } from "../call-words";
import { CanceledOnline } from "../canceled-online";
import { desk } from "../desk";
import { FreeSlots } from "../free-slots/free-slots";
import { addKeys, isTyping } from "../keys";
import { type DaySheet, placesOf } from "../sheet";
import { Icon } from "../ui/icon";
import { mount } from "../ui/mount";
import type { View } from "../view";
import { t } from "../words";
import { bookFreeSlot } from "./book-from-day";
import { choosePlace, openOnDay } from "./choose-place";
import { ClosedNotice } from "./closed-notice";
import { ClosingsNotice } from "./closings-notice";
import { DayBoard } from "./day-board";
import { DayGrid } from "./day-grid";
import { DayToolbar } from "./day-toolbar";
import { dragSlots } from "./drag-slot";
import { LostNotice } from "./lost-notice";
import { MoveStrip } from "./move-strip";
import { usePrintout } from "./print-day";
import type { ShownDay } from "./shown-day";
import { unblock } from "./unblock";

export const dayView: View = {
  id: "day",
  title: t("day.title"),
  key: "d",
  open: (main, [given, act, id]) =>
    mount(main, <DayScreen given={given} toMove={act === "move" ? id : undefined} />),
};

interface DayScreenProps {
  given: string | undefined;
  toMove: string | undefined;
}

function DayScreen({ given, toMove }: DayScreenProps): JSX.Element {
  const [board] = useState(() => new DayBoard(given, toMove));
  const { day, mover } = board;
  const sheet = day.sheet.value;
  useLayoutEffect(() => day.follow(), []);
  useLayoutEffect(() => board.opened?.compare(), [sheet]);
  useLayoutEffect(() => board.moveAsked(), [sheet]);
  useLayoutEffect(() => board.forgetChanged(), [sheet]);
  useSlotKeys(board);
  usePrintout(day);
  return (
    <div class="day stack">
      <DayToolbar board={board} />
      <LostNotice day={day} />
      <BlockNotice day={day} />
      <ClosingsNotice day={day} open={(id) => openOnDay(board, id)} />
      <MoveStrip mover={mover} zone={day.zone} />
      {sheet && <CanceledOnline sheet={sheet} zone={day.zone} />}
      <div class="dayparts">
        <div class="card sheet">{sheet && <Sheet board={board} sheet={sheet} />}</div>
        {sheet && <FreeSlots sheet={sheet} onBook={(wish) => bookFreeSlot(board, wish)} />}
      </div>
    </div>
  );
}

function Sheet({ board, sheet }: { board: DayBoard; sheet: DaySheet }): JSX.Element {
  const { day } = board;
  const over = useSignal<string | null>(null);
  useLayoutEffect(() => {
    const grid = board.focus.grid.current;
    if (!grid) return undefined;
    return letSlotsBeDragged(grid, board, (slotId) => {
      over.value = slotId;
    });
  }, []);
  return (
    <>
      {!day.isComing.value && <ClosedNotice sheet={sheet} turnTo={(date) => board.turnTo(date)} />}
      {!placesOf(sheet).length && !sheet.closed_day && <p class="card quiet">{t("day.nothing")}</p>}
      <DayGrid
        sheet={sheet}
        zone={day.zone}
        label={`${desk.location.name}, ${dateSaid(sheet.date)}`}
        isComing={day.isComing.value}
        focus={board.focus}
        mover={board.mover}
        over={over}
        onChoose={(place) => choosePlace(board, place)}
        onUnblock={({ bay }) => unblock(day, bay)}
      />
    </>
  );
}

function letSlotsBeDragged(
  grid: HTMLElement,
  { day, mover }: DayBoard,
  over: (slotId: string | null) => void,
): () => void {
  return dragSlots(grid, {
    placeOf: ({ dataset: { slot } }) => (slot ? day.placeAt(slot) : null),
    begin: (place) => mover.start(place),
    canDrop: ({ slot }) => mover.targetIds.value.has(slot.slot_id),
    over: (place) => over(place?.slot.slot_id ?? null),
    drop: (place) => mover.moveTo(place),
    end: () => mover.stop(),
  });
}

function BlockNotice({ day }: { day: ShownDay }): JSX.Element {
  const block = day.sheet.value?.block;
  return (
    <div class="dayblock notice" hidden={!block}>
      {block && (
        <>
          <p>
            <Icon name="blocked" /> <strong>{t("day.block.day_notice")}</strong>{" "}
            <bdi>{block.reason}</bdi>{" "}
            <span class="small quiet">{t("day.place.blocked_by", { who: bySaid(block.by) })}</span>
          </p>
          <button type="button" class="second" onClick={() => unblock(day)}>
            {t("day.place.unblock_day")}
          </button>
        </>
      )}
    </div>
  );
}

/** The keys of checking in and moving, which have no button of their own. */
function useSlotKeys(board: DayBoard): void {
  const { mover } = board;
  useLayoutEffect(() => {
    const takeKeysAway = addKeys({
      a: { words: t("day.key.check_in"), act: () => board.checkInFocused() },
      m: { words: t("day.key.move"), act: () => board.moveFocused() },
      u: { words: t("day.key.undo"), act: () => mover.undo() },
    });
    const stopMoving = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isTyping(event) || event.defaultPrevented) return;
      if (!mover.moving.value) return;
      event.preventDefault();
      mover.stop();
    };
    document.addEventListener("keydown", stopMoving);
    return () => {
      takeKeysAway();
      document.removeEventListener("keydown", stopMoving);
    };
  }, []);
}
