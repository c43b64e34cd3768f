// What was set aside as spam, and the person among it who was not.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
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
import { PagesFoot } from "./pages-foot";
import { usePages } from "./read-pages";

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
  const { entries, state, more, drop } = usePages<SpamEntry>(
    `locations/${location.location_id}/spam`,
  );
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
        <PagesFoot state={state} none={entries.length ? null : t("queue.spam.none")} more={more} />
      </div>
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
      if (!(failure instanceof Problem) || failure.kind !== "already-queued") {
        explain(failure);
        return;
      }
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
