// The sound of a caller in crisis: once for each, unless it is turned off in this browser.
//
// A browser lets a page make sounds only once somebody has done something in it. Who came before
// that is heard then, if they still wait.

import { signal } from "@preact/signals";
import { onInput } from "../presence";

const KEPT = "frontdesk-crisis-sound"; // "off", nothing about anybody
const HEARD = "frontdesk-crisis-heard"; // ids of calls alone: other tabs and a reload stay silent
const MOST_HEARD = 100;
const TONES = [880, 660, 880]; // hertz
const TONE = 0.18; // seconds
const LOUD = 0.25;

let context: AudioContext | null = null;
let waiting: readonly string[] = [];

const isOn = signal(localStorage.getItem(KEPT) !== "off");

/** Whether it is to be heard. A component that reads it follows it. */
export const soundIsOn = (): boolean => isOn.value;

/** Turn it on or off, in this browser. Turned on, it is heard once. */
export function turnSound(on: boolean): void {
  if (on) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, "off");
  isOn.value = on;
  if (on) ring();
}

function heard(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(HEARD) ?? "[]");
    return Array.isArray(kept) ? kept.map(String) : [];
  } catch {
    return [];
  }
}

/** Sound if any of these calls was not heard yet. */
export function soundForNew(calls: readonly string[]): void {
  waiting = calls;
  const before = heard();
  const unheard = calls.filter((each) => !before.includes(each));
  if (!unheard.length) return;
  if (isOn.peek() && !ring()) return; // not allowed yet: at the first thing that somebody does
  localStorage.setItem(HEARD, JSON.stringify([...before, ...unheard].slice(-MOST_HEARD)));
}

/** Sound; false where the browser does not allow it. */
function ring(): boolean {
  if (context?.state !== "running") return false;
  const from = context.currentTime;
  for (const [place, tone] of TONES.entries()) {
    const [source, volume] = [context.createOscillator(), context.createGain()];
    source.frequency.value = tone;
    volume.gain.value = LOUD;
    source.connect(volume).connect(context.destination);
    source.start(from + place * TONE);
    source.stop(from + (place + 0.8) * TONE);
  }
  return true;
}

/** From the first thing that somebody does here on, it can be heard. */
export function allowSound(): void {
  onInput(async () => {
    if (context?.state === "running") return;
    try {
      context ??= new AudioContext();
      await context.resume();
    } catch {
      return; // a machine without sound has the banner
    }
    soundForNew(waiting);
  });
}
