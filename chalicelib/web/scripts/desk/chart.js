// Bars by day, with the table behind them: the picture for the eye, the table for everybody.

import { h, svg } from "./dom.js";

const WIDTH = 720;
const HEIGHT = 180;
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
    picture({ title, days, parts, top, said, sums }),
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

function picture({ title, days, parts, top, said, sums }) {
  const step = (WIDTH - LEFT) / Math.max(1, days.length);
  const high = HEIGHT - TOP - BOTTOM;
  const y = (value) => TOP + high * (1 - value / top);
  const drawn = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": `${title}: ${days.length} days, highest ${said(Math.max(0, ...sums))}`,
  });
  for (const share of top > 1 && top % 2 ? [0, 1] : [0, 0.5, 1]) drawn.append(...gridLine(y(top * share), said(top * share)));
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
    if (days.length <= 16 || at % 2 === 0)
      drawn.append(
        svg("text", { x: left + step / 2, y: HEIGHT - 6, "text-anchor": "middle" }, day),
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

function gridLine(y, label) {
  return [
    svg("line", { x1: LEFT, x2: WIDTH, y1: y, y2: y, class: "grid" }),
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
