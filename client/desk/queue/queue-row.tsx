// A line of the queue.

import { Fragment, type JSX } from "preact";
import { bySaid, reasonSaid, sourceSaid } from "../call-words";
import { waitedSaid } from "../crisis/crisis-words";
import { FlagNames } from "../flags/glances";
import { session } from "../session";
import { initialSaid, type ShortlyNamed } from "../short-name";
import { Phrase } from "../ui/phrase";
import { t, tn, tOr } from "../words";
import { type QueueEntry, shortly, standingOf } from "./waiting";

export interface QueueRowProps {
  entry: QueueEntry;
  /** In milliseconds. */
  now: number;
  zone: string;
  /** It is in hand. */
  isCurrent: boolean;
  /** Tab stops here; the arrows lead on. */
  isStop: boolean;
  onChoose: (entry: QueueEntry) => void;
}

export function QueueRow(props: QueueRowProps): JSX.Element {
  const { entry, now, zone, isCurrent, isStop, onChoose } = props;
  return (
    <li>
      <button
        type="button"
        class="entry"
        tabIndex={isStop ? 0 : -1}
        aria-current={isCurrent ? "true" : undefined}
        data-urgency={entry.urgency}
        data-with={withWhom(entry)}
        data-promise={standingOf(entry, now).kind}
        onClick={() => onChoose(entry)}
      >
        <When entry={entry} now={now} zone={zone} /> <Who entry={entry} />{" "}
        <With by={entry.claimed_by} /> <Why entry={entry} />{" "}
        <FlagNames flags={entry.people.flatMap((person) => person.flags)} />{" "}
        <span class="since small">
          {t("queue.row.since", { time: shortly(entry.requested_at, now, zone) })}
        </span>
      </button>
    </li>
  );
}

function withWhom({ claimed_by: by }: QueueEntry): string {
  if (!by) return "";
  return by === session()?.staff.staff_id ? "you" : "colleague";
}

function When({ entry, now, zone }: { entry: QueueEntry; now: number; zone: string }): JSX.Element {
  const [promise, by] = whenSaid(entry, now, zone);
  return (
    <span class="when">
      <span class="promise">{promise}</span> <span class="by small">{by}</span>
    </span>
  );
}

/** When the call is owed, or when it may be made and why not now. */
function whenSaid(entry: QueueEntry, now: number, zone: string): [string, string] {
  const standing = standingOf(entry, now);
  const { crisis_since: since } = entry;
  if (standing.kind !== "waits" && since)
    return [t("queue.row.waiting", { waited: waitedSaid(since, now) }), byWhen(entry, now, zone)];
  if (standing.kind !== "waits") return [standing.words, byWhen(entry, now, zone)];
  const { from, why } = standing;
  if (!from) return [t("queue.row.never"), t("queue.row.no_hour")];
  const time = shortly(from, now, zone);
  return [t("queue.row.from", { time }), tOr(`queue.row.why.${why}`, t("queue.row.not_yet"))];
}

const byWhen = (entry: QueueEntry, now: number, zone: string): string =>
  t("queue.row.by", { time: shortly(entry.respond_by, now, zone) });

function Who({ entry }: { entry: QueueEntry }): JSX.Element {
  const { urgency, read_first: isReadFirst } = entry;
  return (
    <span class="who">
      {urgency !== "routine" && (
        <span class={`badge ${urgency === "crisis" ? "crisis" : "soon"}`}>
          {t(`queue.row.${urgency}`)}
        </span>
      )}{" "}
      {isReadFirst && (
        <>
          <span class="badge read-first">{t("queue.row.read_first")}</span>{" "}
        </>
      )}
      <span class="people">
        {peopleOf(entry).map((person, place) => (
          <Fragment key={place}>
            {place > 0 && ", "}
            <bdi class="name">{person.first_name || t("queue.no_name")}</bdi>{" "}
            <span class="initial">{initialSaid(person)}</span>
            <Asker person={person} />
          </Fragment>
        ))}
        {entry.more ? ` ${t("queue.row.more", { count: entry.more })}` : ""}
      </span>
    </span>
  );
}

type Shown = ShortlyNamed & Partial<Pick<QueueEntry["people"][number], "by_another" | "asker">>;

/** Who asked, where somebody else did. */
function Asker({ person }: { person: Shown }): JSX.Element | null {
  if (!person.by_another) return null;
  const { asker } = person;
  return (
    <span class="small">
      {" "}
      {asker ? (
        <Phrase of="queue.row.asked_by" holes={{ name: <bdi>{asker}</bdi> }} />
      ) : (
        t("queue.row.asked_by_another")
      )}
    </span>
  );
}

/** Whom it is owed to, the gravest first. */
const peopleOf = (entry: QueueEntry): Shown[] => (entry.people.length ? entry.people : [entry]);

const With = ({ by }: { by: QueueEntry["claimed_by"] }): JSX.Element | null =>
  by ? <span class="badge with">{t("queue.row.with", { whom: bySaid(by) })}</span> : null;

/** The reason, and how it came in where that is not the reason. */
function Why({ entry }: { entry: QueueEntry }): JSX.Element {
  const [source, why] = [sourceSaid(entry.source), reasonSaid(entry.reason)];
  const more = [
    source !== why && source,
    entry.attempts && tn("queue.row.attempts", entry.attempts),
    entry.do_not_contact && t("queue.row.do_not_contact"),
    entry.booked_meanwhile && t("queue.row.booked_meanwhile"),
  ];
  return (
    <span class="why">
      <bdi class="reason">{why}</bdi> <span class="source">{more.filter(Boolean).join(" · ")}</span>
    </span>
  );
}
