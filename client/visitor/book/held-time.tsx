// A time that is held for a while: who comes along, and the one button that books it.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { whenAt } from "../appointment";
import { READER, t } from "../page";
import { Press } from "../parts";
import { ownTimeAndZone } from "../said-times";
import { AdultField } from "./adult-field";
import { EscortField } from "./escort-field";
import type { Booking, Hold } from "./hold-and-book";

const SOON = 60; // seconds

export interface HeldTimeProps {
  booking: Booking;
  hold: Hold;
  /** Somebody has to take them home. */
  escort: boolean;
  /** It has to be said that whoever comes in is 18 or over. */
  adults: boolean;
  say(text: string): void;
}

export function HeldTime(props: HeldTimeProps): JSX.Element {
  const { booking, hold } = props;
  const own = ownTimeAndZone(hold.start, booking.place.zone, READER);
  return (
    <>
      <p class="when">{whenAt(hold.start, booking.place)}</p>
      {own && <p class="hint">{t("book.own_time", { time: own })}</p>}
      {props.escort && <EscortField of={booking} />}
      {props.adults && <AdultField of={booking} />}
      <TimeLeft {...props} />
      <Press class="first" busy={t("book.confirming")} onPress={() => booking.book(hold)}>
        {t("book.confirm")}
      </Press>
      <button
        type="button"
        class="second"
        aria-describedby="other-hint"
        onClick={() => booking.chooseOther(hold)}
      >
        {t("book.other")}
      </button>
      <p class="hint" id="other-hint">
        {t("book.other_hint")}
      </p>
    </>
  );
}

const secondsLeft = (hold: Hold): number => Math.ceil((hold.ends - Date.now()) / 1000);

/** Counts down; while the time is being booked, the clock stands still. */
function TimeLeft({ booking, hold, say }: HeldTimeProps): JSX.Element {
  const [seconds, setSeconds] = useState(secondsLeft(hold));
  const busy = booking.busy.value;
  useLayoutEffect(() => {
    if (busy) return undefined;
    const tick = (): void => {
      const left = secondsLeft(hold);
      if (left <= 0) booking.lapsed(hold);
      else setSeconds(left);
    };
    tick();
    const ticking = setInterval(tick, 1000);
    return () => clearInterval(ticking);
  }, [busy, booking, hold]);
  const soon = seconds <= SOON;
  useLayoutEffect(() => {
    if (soon) say(t("book.left_soon")); // for those who hear the page
  }, [soon]);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <p class={soon ? "left soon" : "left"} role="timer">
      {t("book.left", { left: clock })}
    </p>
  );
}
