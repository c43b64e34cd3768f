// The names of those who work here, by the ids that the queue and histories have.

import { signal } from "@preact/signals";
import type { Schemas } from "../shared/api";
import { post } from "./api";
import { reader } from "./known";
import { session } from "./session";

type Given = Schemas["Colleagues"];

const PAUSE = 600000; // milliseconds between two looks for the same name

const names = signal<ReadonlyMap<string, string>>(new Map());
const read = reader<Given>();
const lookedFor = new Map<string, number>(); // when, by the id

/** Have colleagues know who opened this desk, and learn their names. Nothing waits for it. */
export async function introduceMyself(): Promise<void> {
  await learn(async () => (await post<Given>("staff/colleagues/me")).data);
}

/** The name of a member of staff: "Ana R."; null while it is not known, and then looked for. */
export function nameOf(staffId: string): string | null {
  const name = names.value.get(staffId) ?? null;
  if (!name) lookFor(staffId);
  return name;
}

/** Whoever came to work after the desk was opened is found at once; who left, never. */
function lookFor(staffId: string): void {
  const before = lookedFor.get(staffId);
  if (!session() || (before !== undefined && Date.now() - before < PAUSE)) return;
  lookedFor.set(staffId, Date.now());
  queueMicrotask(() => learn(() => read("staff/colleagues"))); // not while something is drawn
}

/** Without names the desk says "a colleague", so what fails here is no failure of the desk. */
async function learn(ask: () => Promise<Given>): Promise<void> {
  try {
    const { colleagues } = await ask();
    names.value = new Map(colleagues.map(({ staff_id: id, name }) => [id, name]));
  } catch {
    // it is looked for again
  }
}
