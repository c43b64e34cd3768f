// What was set aside as spam, and the person among it who was not.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { get, Problem } from "../api";
import { reasonSaid, spamSaid } from "../call-words";
import type { DeskLocation } from "../desk";
import { explain, say } from "../say";
import { openDialog } from "../ui/dialog";
import { t } from "../words";
import { change } from "../writes";
import { Message } from "./card-place";

type SpamEntry = Schemas["SpamEntry"];

/** Show the list. `onQueued()` when somebody of it is owed a call after all. */
export function openSpam(location: DeskLocation, onQueued: () => void): void {
  openDialog<null>({
    title: t("queue.spam.title"),
    wide: true,
    content: (dialog) => (
      <SpamDialog
        location={location}
        onQueued={() => {
          dialog.element.querySelector("h2")?.focus(); // the button that had it is gone
          say(t("queue.spam.queued"));
          onQueued();
        }}
      />
    ),
  });
}

interface SpamDialogProps {
  location: DeskLocation;
  onQueued: () => void;
}

function SpamDialog({ location, onQueued }: SpamDialogProps): JSX.Element {
  const { entries, state, more, drop } = useSpam(location.location_id);
  return (
    <>
      <p class="quiet">{t("queue.spam.about")}</p>
      <ul class="stack">
        {entries.map((entry) => (
          <SpamLine
            key={entry.request_id}
            entry={entry}
            zone={location.zone}
            onQueued={() => {
              drop(entry);
              onQueued();
            }}
          />
        ))}
      </ul>
      <div>
        <Foot state={state} isEmpty={!entries.length} more={more} />
      </div>
    </>
  );
}

/** How far the list was read: still at it, to the end, to a page with more behind it, or refused. */
type Read = { is: "reading" | "all" | "more" } | { is: "failed"; why: string };

interface Spam {
  entries: SpamEntry[];
  state: Read;
  /** Read on, or once more. */
  more: () => void;
  drop: (entry: SpamEntry) => void;
}

function useSpam(locationId: string): Spam {
  const [entries, setEntries] = useState<SpamEntry[]>([]);
  const [state, setState] = useState<Read>({ is: "reading" });
  const [cursor, setCursor] = useState<string | null>(null);

  async function more(): Promise<void> {
    const from = cursor ? `?cursor=${cursor}` : "";
    try {
      const { data } = await get<Schemas["SpamList"]>(`locations/${locationId}/spam${from}`);
      setEntries((read) => [...read, ...data.entries]);
      setCursor(data.next_cursor ?? null);
      setState({ is: data.next_cursor ? "more" : "all" });
    } catch (failure) {
      setState({ is: "failed", why: failure instanceof Error ? failure.message : "" });
    }
  }

  useLayoutEffect(() => {
    more();
  }, []);
  const drop = (entry: SpamEntry) =>
    setEntries((read) => read.filter((each) => each.request_id !== entry.request_id));
  return { entries, state, more, drop };
}

interface FootProps {
  state: Read;
  isEmpty: boolean;
  more: () => void;
}

function Foot({ state, isEmpty, more }: FootProps): JSX.Element | null {
  if (state.is === "reading") return <p class="quiet">{t("queue.loading")}</p>;
  if (state.is === "all") return isEmpty ? <p class="quiet">{t("queue.spam.none")}</p> : null;
  const isFailed = state.is === "failed";
  return (
    <>
      {isFailed && <p>{state.why}</p>}
      <button type="button" class="second" onClick={more}>
        {t(isFailed ? "queue.spam.again" : "queue.more")}
      </button>
    </>
  );
}

interface SpamLineProps {
  entry: SpamEntry;
  zone: string;
  onQueued: () => void;
}

function SpamLine({ entry, zone, onQueued }: SpamLineProps): JSX.Element {
  const [request, setRequest] = useState<Schemas["StaffRequestView"] | null>(null);
  const path = `staff/requests/${entry.request_id}`;

  async function look(): Promise<void> {
    try {
      setRequest((await get<Schemas["StaffRequestView"]>(path)).data);
    } catch (failure) {
      explain(failure);
    }
  }

  async function rescue(): Promise<void> {
    try {
      await change(`${path}/queue`);
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.kind !== "already-queued")
        return explain(failure);
    }
    onQueued();
  }

  return (
    <li class="card stack tight">
      <p>
        <bdi class="name">{entry.first_name || t("queue.no_name")}</bdi>
        {` – ${reasonSaid(entry.service_id)}`}
      </p>
      <p class="small quiet">
        {`${dayAndClock(entry.received_at, zone)} · ${spamSaid(entry.spam)}`}
      </p>
      <div class="row">
        <button type="button" class="second slim" onClick={look}>
          {t("queue.spam.look")}
        </button>
        <button type="button" class="first slim" onClick={rescue}>
          {t("queue.spam.rescue")}
        </button>
      </div>
      <div>{request && <Message request={request} />}</div>
    </li>
  );
}
