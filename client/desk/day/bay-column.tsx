// The slots of one bay, under its name.

import type { ComponentChildren, JSX } from "preact";
import { type BayDay, type DaySheet, minutesOf, type SlotLine } from "../sheet";
import { useUniqueId } from "../ui/hooks";
import { Icon } from "../ui/icon";
import { t } from "../words";

const MINUTE = 60000; // milliseconds

export interface BayColumnProps {
  bay: BayDay;
  dayBlock: DaySheet["block"];
  /** Which column it is, from the left. */
  turn: number;
  /** When the day as it is drawn begins, in milliseconds. */
  from: number;
  onUnblock(bay: BayDay): void;
  /** Draws a slot. */
  children: (slot: SlotLine) => ComponentChildren;
}

export function BayColumn(props: BayColumnProps): JSX.Element {
  const { bay, turn, from } = props;
  const id = useUniqueId();
  const placed = (slot: SlotLine) => ({
    "--from": (Date.parse(slot.starts_at) - from) / MINUTE,
    "--long": minutesOf(slot),
  });
  return (
    <section aria-labelledby={id} style={{ "--turn": turn }}>
      <BayHead id={id} bay={bay} dayBlock={props.dayBlock} onUnblock={props.onUnblock} />
      <ul aria-labelledby={id}>
        {inOrder(bay.slots).map((slot) => (
          <li key={slot.slot_id} style={placed(slot)}>
            {props.children(slot)}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface BayHeadProps extends Pick<BayColumnProps, "bay" | "dayBlock" | "onUnblock"> {
  id: string;
}

function BayHead({ id, bay, dayBlock, onUnblock }: BayHeadProps): JSX.Element {
  const block = bay.block ?? dayBlock;
  return (
    <div class="head">
      <h2 id={id}>
        <bdi>{bay.name}</bdi>
      </h2>
      {block && (
        <p class="small">
          <Icon name="blocked" />
          <bdi>{block.reason}</bdi>
        </p>
      )}
      {bay.block && (
        <button
          type="button"
          class="quick"
          aria-label={t("day.block.unblock_bay", { bay: bay.name })}
          onClick={() => onUnblock(bay)}
        >
          {t("day.block.unblock")}
        </button>
      )}
    </div>
  );
}

/** In order of time, which is the tab's and the arrows' order, too. */
export const inOrder = (slots: readonly SlotLine[]): SlotLine[] =>
  [...slots].sort((one, other) => one.starts_at.localeCompare(other.starts_at));
