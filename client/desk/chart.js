// Bars by day, with the table behind them: the picture for the eye, the table for everybody.

import { h, svg } from "./dom";

const WIDE = 720;
const NARROW = 340; // as wide as it is shown on a phone, where its words would be too small else
const HEIGHT = 180;
const LABEL = 38; // the room that a day's label needs
const LEFT = 40;
const BOTTOM = 24;
const TOP = 10;

/**
 * A chart of one figure per day, in parts that stand on one another.
 *
 * `days`: the labels. `parts`: [{name, kind (a class), values}], null where there is no value.
 * `most`: the top of the scale; left out, the highest bar. `said(value)` writes a value.
 */
export function bars({ title, days, parts, most, said = String }) {
  const sums = days.map((_, at) => parts.reduce((sum, part) => sum + (part.values[at] ?? 0), 0));
  const top = most ?? Math.max(1, ...sums);
  return h(
    "figure",
    { class: "chart card" },
    h("figcaption", {}, h("h3", {}, title), parts.length > 1 && legend(parts)),
    picture({ title, days, parts, top, most, said, sums }),
    h("details", {}, h("summary", {}, "As a table"), table({ title, days, parts, said })),
  );
}

function legend(parts) {
  return h(
    "ul",
    { class: "legend small" },
    parts.map((part) => h("li", { class: part.kind }, part.name)),
  );
}

function picture({ title, days, parts, top, most, said, sums }) {
  const wide = window.innerWidth < WIDE ? NARROW : WIDE;
  const step = (wide - LEFT) / Math.max(1, days.length);
  const each = Math.ceil(LABEL / step);
  const high = HEIGHT - TOP - BOTTOM;
  const y = (value) => TOP + high * (1 - value / top);
  const drawn = svg("svg", {
    viewBox: `0 0 ${wide} ${HEIGHT}`,
    role: "img",
    "aria-label": `${title}: ${days.length} days, highest ${said(Math.max(0, ...sums))}`,
  });
  const isHalved = most !== undefined || top % 2 === 0; // nothing is ever counted in halves
  for (const share of isHalved ? [0, 0.5, 1] : [0, 1])
    drawn.append(...gridLine(y(top * share), said(top * share), wide));
  days.forEach((day, at) => {
    const left = LEFT + step * at;
    let base = 0;
    for (const part of parts) {
      const value = part.values[at];
      if (value === null || value === undefined) continue;
      drawn.append(
        bar({ part, value, said, day, left, width: step, y: y(base + value), foot: y(base) }),
      );
      base += value;
    }
    if ((days.length - 1 - at) % each === 0)
      drawn.append(
        svg("text", { x: Math.min(left + step / 2, wide - LABEL / 2), y: HEIGHT - 6, "text-anchor": "middle" }, day),
      );
  });
  return drawn;
}

function bar({ part, value, said, day, left, width, y, foot }) {
  const gap = Math.min(6, width * 0.15);
  const place = { x: left + gap, y, width: width - 2 * gap, height: Math.max(0, foot - y), rx: 2 };
  const tip = svg("title", {}, `${day}, ${part.name}: ${said(value)}`);
  return svg("rect", { ...place, class: part.kind }, tip);
}

function gridLine(y, label, wide) {
  return [
    svg("line", { x1: LEFT, x2: wide, y1: y, y2: y, class: "grid" }),
    svg("text", { x: LEFT - 6, y: y + 4, "text-anchor": "end" }, label),
  ];
}

function table({ title, days, parts, said }) {
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, "Day"),
    parts.map((part) => h("th", { scope: "col" }, part.name)),
  );
  const rows = days.map((day, at) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, day),
      parts.map(({ values }) =>
        h(
          "td",
          { class: "figure" },
          values[at] === null || values[at] === undefined ? "–" : said(values[at]),
        ),
      ),
    ),
  );
  return h(
    "table",
    {},
    h("caption", { class: "unseen" }, title),
    h("thead", {}, head),
    h("tbody", {}, rows),
  );
}
