// The callers in crisis whom nobody is with, at every location: looked for from every screen.

import { signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { reader } from "../known";
import { every } from "../live";
import { markTitle } from "../page";
import { t } from "../words";
import { soundForNew } from "./crisis-sound";
import { inAll } from "./crisis-words";

export type CrisesHere = Schemas["CrisesHere"];

/** Who waited in a crisis when it was last looked: numbers and times, nothing about anybody. */
export interface CrisisLook {
  locations: readonly CrisesHere[];
  /** In milliseconds. */
  at: number;
}

const last = signal<CrisisLook | null>(null);

/** The last look, or null. A component that reads it follows it. */
export const lastLook = (): CrisisLook | null => last.value;

function noteLook(locations: readonly CrisesHere[]): void {
  last.value = { locations, at: Date.now() };
  const count = inAll(locations);
  markTitle(count ? t("crisis.title", { count }) : "");
  soundForNew(locations.flatMap(({ calls }) => calls));
}

let lookNow: () => void = () => {};

/** Look at once: something was done that may change it. */
export const lookForCrises = (): void => lookNow();

/** Look for callers in crisis from now on, whichever view is open. */
export function watchForCrises(): void {
  const read = reader<Schemas["Crises"]>();
  const looking = every(async () => noteLook((await read("crises")).locations), { care: "grave" });
  lookNow = () => looking.again();
}
