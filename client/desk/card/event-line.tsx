// One line of what happened.

import type { JSX } from "preact";
import { dayAndClock } from "../../shared/time";
import { bySaid, eventSaid, kindSaid, reasonSaid, sourceSaid } from "../call-words";
import { desk } from "../desk";
import { tn } from "../words";
import { AskedInLine } from "./asked-by";
import { type Detail, detail, type Line, looksAt, othersOf } from "./event-details";
import { TheirWords } from "./messages";

interface EventLineProps {
  line: Line;
  /** The name of the one person it is about, where it may be of several. */
  of?: string | null;
}

export function EventLine({ line, of = null }: EventLineProps): JSX.Element {
  const { zone } = desk.location;
  const source = detail(line, "source");
  const reason = detail(line, "reason");
  const note = detail(line, "note");
  const saysWho = line.what === "attempted";
  const more = [source && sourceSaid(source), reason && reasonSaid(reason)].filter(Boolean);
  return (
    <li>
      <span>
        {line.kind && <b>{`${kindSaid(line.kind)}: `}</b>}
        {of && (
          <>
            <bdi class="name">{of}</bdi>
            {": "}
          </>
        )}
        {eventSaid(line)}
        <AskedInLine line={line} />
        {more.length > 0 && (
          <>
            {" – "}
            <bdi>{more.join(": ")}</bdi>
          </>
        )}
      </span>
      <span class="small quiet">
        <time dateTime={line.at}>{dayAndClock(line.at, zone)}</time>
        {!saysWho && ` · ${bySaid(line.by)}`}
      </span>
      {othersOf(line, zone).map((other) => (
        <OtherDetail key={other.name} other={other} />
      ))}
      {note && <TheirWords text={note} />}
    </li>
  );
}

const OtherDetail = ({ other }: { other: Detail }): JSX.Element => (
  <span class="small">
    <span class="quiet">{other.name}</span>
    {other.value !== null && (
      <>
        {": "}
        <bdi>{other.value}</bdi>
      </>
    )}
  </span>
);

/** How often staff opened it, if they did. */
export function Looks({ lines }: { lines: readonly Line[] }): JSX.Element | null {
  const looks = looksAt(lines);
  return looks > 0 ? <p class="small quiet">{tn("card.opened", looks)}</p> : null;
}
