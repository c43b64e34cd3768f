// What time it is for the caller, and whether they may be called now.

import type { JSX } from "preact";
import { desk } from "../desk";
import { timeThere } from "./caller-times";
import type { CallbackCard } from "./held-call";

export function TimeThere({ card, now }: { card: CallbackCard; now: number }): JSX.Element {
  const there = timeThere(card, desk.location.zone, now);
  return (
    <div class="stack tight">
      <p>{there.words}</p>
      <p class="badge late" hidden={!there.wrong}>
        {there.wrong}
      </p>
    </div>
  );
}
