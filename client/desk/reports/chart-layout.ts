// Where the bars, lines and labels of a chart stand. Pure.

export interface Part {
  name: string;
  /** A class: done, bad or part. */
  kind: string;
  /** By day; null where there is no value. */
  values: readonly (number | null)[];
}

/** One figure per day, in parts that stand on one another. */
export interface ChartData {
  title: string;
  days: readonly string[];
  parts: readonly Part[];
  /** The top of the scale; left out, the highest bar. */
  most?: number;
  /** Why there is nothing in it, where that is so. */
  empty?: string;
  /** Writes a value. */
  said?: (value: number) => string;
}

export interface Bar {
  part: Part;
  day: string;
  value: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  bars: Bar[];
  lines: { y: number; value: number }[];
  labels: { x: number; day: string }[];
  /** The highest bar. */
  highest: number;
}

export const HEIGHT = 180;
export const LEFT = 40;
const BOTTOM = 24;
const TOP = 10;
const LABEL = 38; // the room that a day's label needs
const GAP = 6; // beside a bar, at most

export function layOut({ days, parts, most }: ChartData, wide: number): Layout {
  const sums = days.map((_, at) => parts.reduce((sum, part) => sum + (part.values[at] ?? 0), 0));
  const highest = Math.max(0, ...sums);
  const top = most ?? Math.max(1, highest);
  const step = (wide - LEFT) / Math.max(1, days.length);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const isHalved = most !== undefined || top % 2 === 0; // nothing is ever counted in halves
  const shares = isHalved ? [0, 0.5, 1] : [0, 1];
  return {
    bars: days.flatMap((day, at) => barsOf(day, at, parts, { left: LEFT + step * at, step, y })),
    lines: shares.map((share) => ({ y: y(top * share), value: top * share })),
    labels: labelsOf(days, step, wide),
    highest,
  };
}

interface Column {
  left: number;
  step: number;
  y: (value: number) => number;
}

function barsOf(day: string, at: number, parts: readonly Part[], column: Column): Bar[] {
  const gap = Math.min(GAP, column.step * 0.15);
  const bars: Bar[] = [];
  let base = 0;
  for (const part of parts) {
    const value = part.values[at] ?? null;
    if (value === null) continue;
    const y = column.y(base + value);
    const height = Math.max(0, column.y(base) - y);
    bars.push({ part, day, value, x: column.left + gap, y, width: column.step - 2 * gap, height });
    base += value;
  }
  return bars;
}

/** As many labels as there is room for, the last day's among them, which keeps off the edge. */
function labelsOf(days: readonly string[], step: number, wide: number): Layout["labels"] {
  const moved = Math.max(0, LABEL / 2 - step / 2); // the last one, towards the one before it
  const each = Math.ceil((LABEL + moved) / step);
  return days.flatMap((day, at) => {
    if ((days.length - 1 - at) % each !== 0) return [];
    return [{ x: Math.min(LEFT + step * (at + 0.5), wide - LABEL / 2), day }];
  });
}
