// What is being moved and how, or what was moved and the way back: said, and shown over the day.

import type { JSX } from "preact";
import { dayAndClock } from "../../shared/time";
import { serviceName } from "../sheet";
import { KeyHint } from "../ui/key-hint";
import { Phrase } from "../ui/phrase";
import { t, tn } from "../words";
import type { Mover } from "./mover";

export interface MoveStripProps {
  mover: Mover;
  zone: string;
}

export function MoveStrip({ mover, zone }: MoveStripProps): JSX.Element {
  const told = mover.told.value;
  return (
    <div class="strip" role="status">
      {told?.kind === "moving" && <Moving mover={mover} />}
      {told?.kind === "moved" && (
        <>
          <p>
            <strong>
              <Phrase of="day.move.moved" holes={{ name: <bdi>{told.name}</bdi> }} />
            </strong>{" "}
            {t("day.move.moved_to", { bay: told.bay, when: dayAndClock(told.at, zone) })}{" "}
            {told.escort && t("day.move.escort")}
          </p>
          <button type="button" class="second" onClick={() => mover.undo()}>
            {t("day.move.undo")} <KeyHint of="u" />
          </button>
        </>
      )}
      {told?.kind === "back" && (
        <p>
          <strong>
            <Phrase of="day.move.back" holes={{ name: <bdi>{told.name}</bdi> }} />
          </strong>{" "}
          {t("day.move.back_at", { when: dayAndClock(told.at, zone) })}
        </p>
      )}
    </div>
  );
}

/** Who asked for it, perhaps; Enter leads on to where it can go. */
const AskedBy = ({ mover }: { mover: Mover }): JSX.Element => (
  <label class="asker small">
    <span>{t("queue.reason.asked_by")}</span>
    <input
      type="text"
      autocomplete="off"
      maxLength={100}
      value={mover.askedBy.value}
      onInput={(event) => {
        mover.askedBy.value = event.currentTarget.value;
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        mover.focusNearest();
      }}
    />
  </label>
);

function Moving({ mover }: { mover: Mover }): JSX.Element | null {
  const moving = mover.moving.value;
  if (!moving) return null;
  const count = mover.targets.value.length;
  const holes = {
    name: <bdi>{moving.first_name}</bdi>,
    service: serviceName(moving.service_id),
  };
  return (
    <>
      <p>
        <strong>
          <Phrase of="day.move.moving" holes={holes} />
        </strong>{" "}
        {count ? tn("day.move.places", count) : t("day.move.places.none")} {t("day.move.how")}
      </p>
      <AskedBy mover={mover} />
      <button type="button" class="second" onClick={() => mover.stop()}>
        {t("day.move.stop")}
      </button>
    </>
  );
}
