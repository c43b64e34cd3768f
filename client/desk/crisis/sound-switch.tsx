// The switch of the sound of a crisis.

import type { JSX } from "preact";
import { t } from "../words";
import { soundIsOn, turnSound } from "./crisis-sound";

const BELL = "M8 2a4 4 0 0 1 4 4v3l1.5 2.5h-11L4 9V6a4 4 0 0 1 4-4ZM6.5 13.5h3";
const STRUCK = "M2 2l12 12";

export function SoundSwitch(): JSX.Element {
  const on = soundIsOn();
  const words = t(on ? "crisis.sound.on" : "crisis.sound.off");
  return (
    <button
      type="button"
      class="second slim theme"
      aria-label={words}
      title={words}
      onClick={() => turnSound(!on)}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d={on ? BELL : `${BELL}${STRUCK}`} />
      </svg>
    </button>
  );
}
