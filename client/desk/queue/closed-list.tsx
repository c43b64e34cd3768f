// What was closed today, and the call among it that is owed after all.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { clock } from "../../shared/time";
import { Problem } from "../api";
import { bySaid, outcomeSaid, reasonSaid } from "../call-words";
import { doneSaid } from "../crisis/crisis-words";
import type { DeskLocation } from "../desk";
import { messageOf } from "../failure-words";
import { FlagNames } from "../flags/glances";
import { say } from "../say";
import { openDialog } from "../ui/dialog";
import { t } from "../words";
import { change } from "../writes";
import { PagesFoot } from "./pages-foot";
import { usePages } from "./read-pages";

type ClosedEntry = Schemas["ClosedEntry"];
type PutBack = Schemas["PutBack"];

/** Show the list. `onReopened()` when a call of it is owed again. */
export function openClosed(location: DeskLocation, onReopened: () => void): void {
  openDialog<null>({
    title: t("queue.closed_today.title"),
    wide: true,
    content: (dialog) => (
      <ClosedDialog
        location={location}
        onReopened={({ joined }) => {
          dialog.close(); // to the queue, where it stands
          say(t(joined ? "queue.closed_today.joined" : "queue.closed_today.reopened"));
          onReopened();
        }}
      />
    ),
  });
}

interface ClosedDialogProps {
  location: DeskLocation;
  onReopened: (told: PutBack) => void;
}

function ClosedDialog({ location, onReopened }: ClosedDialogProps): JSX.Element {
  const path = `locations/${location.location_id}/closed-today`;
  const { entries, state, more } = usePages<ClosedEntry>(path);
  return (
    <>
      <p class="quiet">{t("queue.closed_today.about")}</p>
      <ul class="stack">
        {entries.map((entry) => (
          <ClosedLine
            key={`${entry.callback_id} ${entry.closed_at}`}
            entry={entry}
            zone={location.zone}
            onReopened={onReopened}
          />
        ))}
      </ul>
      <div>
        <PagesFoot
          state={state}
          none={entries.length ? null : t("queue.closed_today.none")}
          more={more}
        />
      </div>
    </>
  );
}

interface ClosedLineProps {
  entry: ClosedEntry;
  zone: string;
  onReopened: (told: PutBack) => void;
}

function ClosedLine({ entry, zone, onReopened }: ClosedLineProps): JSX.Element {
  const [isOnItsWay, setOnItsWay] = useState(false);
  const [wrong, setWrong] = useState<{ why: string; isOver: boolean } | null>(null);
  const name = entry.first_name || t("queue.no_name");

  async function reopen(): Promise<void> {
    if (isOnItsWay) return;
    setOnItsWay(true);
    setWrong(null);
    try {
      const path = `callbacks/${entry.callback_id}/reopen`;
      onReopened((await change<PutBack>(path, { closed_at: entry.closed_at })).data);
    } catch (failure) {
      const isOver = failure instanceof Problem && failure.kind === "callback-open";
      setWrong({ why: messageOf(failure), isOver });
    }
    setOnItsWay(false);
  }

  return (
    <li class="card stack tight">
      <p>
        <bdi class="name">{name}</bdi>
        {` – ${reasonSaid(entry.reason)}`}
      </p>
      <p class="small quiet">
        {t("queue.closed_today.how", {
          outcome: outcomeSaid(entry.outcome),
          time: clock(entry.closed_at, zone),
          whom: bySaid(entry.closed_by),
        })}
        {entry.done && ` · ${doneSaid(entry.done)}`}
      </p>
      <FlagNames flags={entry.flags} />
      <p class="wrong" role="alert" hidden={!wrong}>
        {wrong?.why}
      </p>
      {!wrong?.isOver && (
        <button
          type="button"
          class="second slim start"
          aria-label={t("queue.closed_today.reopen_whom", { name })}
          onClick={reopen}
        >
          {t("queue.closed_today.reopen")}
        </button>
      )}
    </li>
  );
}
