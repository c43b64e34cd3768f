// The queue: everybody who is owed a call, the earliest promise first, and the call in hand.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { inHand, isHeld, take } from "../claim";
import { type DeskLocation, desk } from "../desk";
import { MissedMessages } from "../messages/missed-messages";
import { say } from "../say";
import { useNow } from "../ui/hooks";
import { KeyHint } from "../ui/key-hint";
import { mount } from "../ui/mount";
import { t, tn } from "../words";
import { onUndone } from "./card-place";
import { openClosed } from "./closed-list";
import { CurrentCall, type CurrentCallState, useCurrentCall } from "./current-call";
import { followCall } from "./follow-call";
import { logCall } from "./incoming-call";
import { QueueList } from "./queue-list";
import { type Seen, useQueue } from "./read-queue";
import { openSpam } from "./spam-list";
import { takeChosen, takeNext } from "./take-call";
import { Today } from "./today";
import { countOf, type QueueEntry } from "./waiting";

const TICK = 15000; // milliseconds

export const queueView = {
  id: "queue",
  title: t("queue.title"),
  key: "q",
  open: (main: Element): (() => void) => mount(main, <QueueView location={desk.location} />),
};

function QueueView({ location }: { location: DeskLocation }): JSX.Element {
  const { location_id: id, zone } = location;
  const view = useRef<HTMLDivElement>(null);
  const call = useCurrentCall(view, id);
  const { seen, again, showMore } = useQueue(id, (entries, isFirst) => {
    return followCall(id, entries, isFirst, (note) => call.show({ note }));
  });
  useLayoutEffect(() => onUndone(again), []);
  const now = Math.max(useNow(TICK), seen?.at ?? 0);

  async function next(): Promise<void> {
    if (isBusy(call)) return;
    await takeNext(id);
    again();
  }

  async function choose(entry: QueueEntry): Promise<void> {
    if (isHeld() && inHand()?.card.callback_id === entry.callback_id) return call.bring();
    if (isBusy(call)) return;
    await takeChosen(entry.callback_id);
    again();
  }

  function done(words: string): void {
    call.show({ ended: words });
    call.goOn();
    again();
  }

  return (
    <div class={call.liesOver ? "queue shown" : "queue"} ref={view}>
      <section class="waiting stack" aria-labelledby="queue-title">
        <header class="row">
          <h1 id="queue-title">{t("queue.title")}</h1>
          <p class="quiet">{seen && countSaid(seen, now)}</p>
          <button type="button" class="link" onClick={() => openClosed(location, again)}>
            {t("queue.closed_today.title")}
          </button>
          <button type="button" class="link" onClick={() => openSpam(location, again)}>
            {t("queue.spam.open")}
          </button>
        </header>
        <Actions location={location} onNext={next} again={again} />
        <MissedMessages location={location} />
        <QueueList
          entries={seen?.entries ?? []}
          now={now}
          zone={zone}
          current={inHand()?.card.callback_id}
          onChoose={choose}
          onLeft={call.goOn}
        />
        <p class="nothing quiet" hidden={Boolean(seen?.entries.length)}>
          {t(seen ? "queue.empty" : "queue.loading")}
        </p>
        <button type="button" class="second" hidden={!seen?.hasMore} onClick={showMore}>
          {t("queue.more")}
        </button>
      </section>
      <CurrentCall locationId={id} left={call.left} onDone={done} onBack={call.back} />
      <Today location={location} />
    </div>
  );
}

interface ActionsProps {
  location: DeskLocation;
  onNext: () => void;
  again: () => void;
}

function Actions({ location, onNext, again }: ActionsProps): JSX.Element {
  const log = () =>
    logCall(location.location_id, ({ claimed }, isOnLine) => {
      if (claimed) take(claimed, isOnLine);
      again();
    });
  return (
    <div class="row">
      <button type="button" class="first take" aria-keyshortcuts="n" onClick={onNext}>
        {t("queue.next")} <KeyHint of="n" />
      </button>
      <button type="button" class="second" aria-keyshortcuts="i" onClick={log}>
        {t("queue.log")} <KeyHint of="i" />
      </button>
    </div>
  );
}

function countSaid({ entries, hasMore }: Seen, now: number): string {
  const { waiting, overdue } = countOf(entries, now);
  const all = hasMore ? tn("queue.waiting_more", waiting) : tn("queue.waiting", waiting);
  return overdue ? `${all}, ${tn("queue.overdue", overdue)}` : all;
}

/** True if there is a call in hand, which is finished first: that is said, and shown. */
function isBusy(call: CurrentCallState): boolean {
  if (!isHeld()) return false;
  say(t("queue.busy"));
  call.bring();
  return true;
}
