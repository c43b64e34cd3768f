// Bars by day, with the table behind them: the picture for the eye, the table for everybody.

import type { JSX } from "preact";
import { t, tn } from "../words";
import { type ChartData, HEIGHT, LEFT, layOut, type Part } from "./chart-layout";

const WIDE = 720;
const NARROW = 340; // as wide as it is shown on a phone, where its words would be too small else

export function Chart({ chart }: { chart: ChartData }): JSX.Element {
  return (
    <figure class="chart card">
      <figcaption>
        <h3>{chart.title}</h3>
        {chart.parts.length > 1 && !chart.empty && <Legend parts={chart.parts} />}
      </figcaption>
      {chart.empty ? <p class="quiet">{chart.empty}</p> : <Drawn chart={chart} />}
    </figure>
  );
}

const Drawn = ({ chart }: { chart: ChartData }): JSX.Element => (
  <>
    <Picture chart={chart} />
    <details>
      <summary>{t("reports.as_table")}</summary>
      <Table chart={chart} />
    </details>
  </>
);

function Legend({ parts }: { parts: readonly Part[] }): JSX.Element {
  return (
    <ul class="legend small">
      {parts.map((part) => (
        <li key={part.name} class={part.kind}>
          {part.name}
        </li>
      ))}
    </ul>
  );
}

function Picture({ chart }: { chart: ChartData }): JSX.Element {
  const { title, days, said = String } = chart;
  const wide = window.innerWidth < WIDE ? NARROW : WIDE;
  const { bars, lines, labels, highest } = layOut(chart, wide);
  const words = tn("reports.picture", days.length, { title, most: said(highest) });
  return (
    <svg viewBox={`0 0 ${wide} ${HEIGHT}`} role="img" aria-label={words}>
      {lines.map(({ y, value }) => (
        <g key={value}>
          <line x1={LEFT} x2={wide} y1={y} y2={y} class="grid" />
          <text x={LEFT - 6} y={y + 4} text-anchor="end">
            {said(value)}
          </text>
        </g>
      ))}
      {bars.map(({ part, day, value, x, y, width, height }) => (
        <rect key={`${day} ${part.name}`} {...{ x, y, width, height }} rx={2} class={part.kind}>
          <title>{t("reports.bar", { day, part: part.name, value: said(value) })}</title>
        </rect>
      ))}
      {labels.map(({ x, day }) => (
        <text key={day} x={x} y={HEIGHT - 6} text-anchor="middle">
          {day}
        </text>
      ))}
    </svg>
  );
}

function Table({ chart }: { chart: ChartData }): JSX.Element {
  const { title, days, parts, said = String } = chart;
  const valueSaid = (value: number | null | undefined) =>
    value === null || value === undefined ? "–" : said(value);
  return (
    <table>
      <caption class="unseen">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t("reports.day")}</th>
          {parts.map((part) => (
            <th key={part.name} scope="col">
              {part.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day, at) => (
          <tr key={day}>
            <th scope="row">{day}</th>
            {parts.map((part) => (
              <td key={part.name} class="figure">
                {valueSaid(part.values[at])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
