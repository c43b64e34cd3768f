// A shape for each state, so that none is told by its color alone.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { type State, stateName } from "../sheet";

type ReadyState = Schemas["ReadyState"];

export const SHAPES = {
  free: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z", // a ring
  released: "M8 1.5 14.5 8 8 14.5 1.5 8Z", // a diamond
  held: "M4 2h8M4 14h8M5 2c0 4 6 8 6 12M11 2c0 4-6 8-6 12", // an hourglass
  booked: "M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Zm0 2v3l2 1.5", // a clock
  arrived: "M2.5 8.5 6.5 12.5 13.5 4", // a tick
  fulfilled: "M1 8.5 4.5 12 10.5 4.5M7.5 11l1 1L15 4.5", // two ticks
  noshow: "M3 3l10 10M13 3 3 13", // a cross
  cancelled: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM4 4l8 8", // no entry
  blocked: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM4 4l8 8",
  escort:
    "M5.5 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM2 13c0-5 7-5 7 0M11 5a1.7 1.7 0 1 1 0 3.4M11 10c2 0 3 1.2 3 3",
  note: "M3 2h10v8l-4 4H3ZM5.5 6h5M5.5 9h3", // a sheet with a corner off
  coming: "M2 8h9M8 4.5 11.5 8 8 11.5M14 3v10", // an arrow to a line
  ready: "M3 2h10v12H3ZM5.5 8.5 7.5 10.5 11 6", // a list with a tick
  here: "M8 14.5C4 10 3.5 8.5 3.5 6a4.5 4.5 0 0 1 9 0c0 2.5-.5 4-4.5 8.5ZM8 4.5v3", // a pin
  flag: "M4 14.5V2M4 2.5h8l-2 3 2 3H4", // a flag on its pole
  series: "M2 5h8M2 8h8M2 11h8M13 5v0M13 8v0M13 11v0",
} satisfies Record<State | ReadyState | "escort" | "note" | "flag" | "series", string>;

export type IconName = keyof typeof SHAPES;

/** The shape of a state, beside its word. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}

/** How an appointment stands, by word, shape and color. */
export function StateBadge({ status }: { status: State }): JSX.Element {
  const looks = status === "cancelled" ? "blocked" : status;
  return (
    <span class={`badge is-${looks}`}>
      <Icon name={looks} />
      {stateName(status)}
    </span>
  );
}
