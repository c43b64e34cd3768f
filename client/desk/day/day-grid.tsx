// The day drawn: a column for each bay, a button for each slot, one of them in the tab's order.
// On a narrow screen the same buttons are lists under the names of their bays.

import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { clock } from "../../shared/time";
import { type BayDay, type DaySheet, type Place, placesOf, spanOf } from "../sheet";
import { useNow } from "../ui/hooks";
import { BayColumn, inOrder } from "./bay-column";
import type { Mover } from "./mover";
import { nextPlace } from "./next-place";
import { SlotButton, type SlotButtonProps } from "./slot-button";
import type { SlotFocus } from "./slot-focus";

const MINUTE = 60000; // milliseconds
const HOUR = 60 * MINUTE;
const TICK = MINUTE / 4; // the line of now and "here for" go on while nothing else changes

export interface DayGridProps {
  sheet: DaySheet;
  zone: string;
  label: string;
  /** True while another day is to be shown instead. */
  isComing: boolean;
  focus: SlotFocus;
  mover: Mover;
  /** The slot over which an appointment is dragged. */
  over: ReadonlySignal<string | null>;
  onChoose(place: Place): void;
  onUnblock(bay: BayDay): void;
}

export function DayGrid(props: DayGridProps): JSX.Element {
  const { sheet, focus, mover } = props;
  useNow(TICK);
  const now = Date.now();
  const span = spanOf(sheet);
  const places = placesInOrder(sheet);
  const current = currentOf(places, focus);
  useSettledFocus(places, current, props);
  const drawn = span ?? { from: now, to: now };
  const size = { "--bays": sheet.bays.length, "--long": (drawn.to - drawn.from) / MINUTE };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no grid of columns
    <div
      ref={focus.grid}
      class={mover.moving.value ? "bays moving" : "bays"}
      role="group"
      aria-label={props.label}
      hidden={!span}
      inert={props.isComing}
      style={size}
    >
      {span && <TimeAxis {...span} zone={props.zone} />}
      {span && <NowLine {...span} now={now} />}
      {sheet.bays.map((bay, turn) => (
        <BayColumn
          key={bay.bay}
          bay={bay}
          dayBlock={sheet.block}
          turn={turn}
          from={drawn.from}
          onUnblock={props.onUnblock}
        >
          {(slot) => (
            <SlotButton
              place={{ slot, bay }}
              zone={props.zone}
              now={now}
              isCurrent={slot.slot_id === current}
              move={moveOf(slot.slot_id, props)}
              onChoose={props.onChoose}
              onFocus={() => {
                focus.current.value = slot.slot_id;
              }}
              onKey={(place, event) => goOn(place, event, places, props)}
            />
          )}
        </BayColumn>
      ))}
    </div>
  );
}

const placesInOrder = (sheet: DaySheet): Place[] =>
  placesOf({ bays: sheet.bays.map((bay) => ({ ...bay, slots: inOrder(bay.slots) })) });

/** The slot in the tab's order: where the focus was last, or else the first. */
function currentOf(places: readonly Place[], focus: SlotFocus): string | null {
  const known = places.find(({ slot }) => slot.slot_id === focus.current.value) ?? places[0];
  return known?.slot.slot_id ?? null;
}

function moveOf(slotId: string, { mover, over }: DayGridProps): SlotButtonProps["move"] {
  if (!mover.moving.value) return null;
  if (!mover.targetIds.value.has(slotId)) return "closed";
  return over.value === slotId ? "over" : "target";
}

/** The arrow keys: from slot to slot, while an appointment is moved from one that fits to another. */
function goOn(
  here: Place,
  event: KeyboardEvent,
  places: readonly Place[],
  { sheet, focus, mover }: DayGridProps,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const targets = mover.moving.value && mover.targetIds.value;
  const open = targets ? places.filter(({ slot }) => targets.has(slot.slot_id)) : places;
  const bays = sheet.bays.map(({ bay }) => bay);
  const next = nextPlace(event.key, here, open, bays);
  if (!next) return;
  event.preventDefault();
  focus.focus(next.slot.slot_id);
}

/** The focus stays on the day whatever is drawn anew. */
function useSettledFocus(
  places: readonly Place[],
  current: string | null,
  { sheet, focus, mover }: DayGridProps,
): void {
  const held = focus.focused(); // before the browser's page changes
  useLayoutEffect(() => {
    const isGone = held !== null && !places.some(({ slot }) => slot.slot_id === held);
    focus.settle(isGone, () => mover.focusNearest(), current);
  }, [sheet]);
}

interface Span {
  from: number;
  to: number;
}

function TimeAxis({ from, to, zone }: Span & { zone: string }): JSX.Element {
  const hours = Array.from(
    { length: Math.ceil((to - from) / HOUR) },
    (_, turn) => from + turn * HOUR,
  );
  return (
    <ol class="axis" aria-hidden="true">
      {hours.map((at) => (
        <li key={at}>{clock(at, zone).replace(":00", "")}</li>
      ))}
    </ol>
  );
}

function NowLine({ from, to, now }: Span & { now: number }): JSX.Element {
  const style = { "--from": (now - from) / MINUTE };
  return <div class="now" aria-hidden="true" hidden={now < from || now > to} style={style} />;
}
