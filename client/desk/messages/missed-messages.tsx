// Messages that did not go: they stand above the queue until somebody saw to them.

import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { get } from "../api";
import type { DeskLocation } from "../desk";
import { isSeen } from "../look-rules";
import { presence } from "../presence";
import { explain, say } from "../say";
import { useUniqueId } from "../ui/hooks";
import { t, tn } from "../words";
import { change } from "../writes";
import { kindSaid, notSentSaid } from "./message-words";
import { sendAgain } from "./send-again";

type Missed = Schemas["MissedMessages"];
type MissedMessage = Missed["messages"][number];

const OFTEN = 300000; // milliseconds: a message is tried for hours before it is given up

/** Nothing, where nothing was missed. */
export function MissedMessages({ location }: { location: DeskLocation }): JSX.Element | null {
  const [missed, setMissed] = useState<Missed | null>(null);
  const id = useUniqueId();
  const { location_id: here, zone } = location;

  async function look(): Promise<void> {
    try {
      setMissed((await get<Missed>(`locations/${here}/missed-messages`)).data);
    } catch {
      // the queue itself tells that nothing can be read; the next look finds what there is
    }
  }

  useLayoutEffect(() => {
    setMissed(null);
    look();
    const looking = setInterval(() => isSeen(presence()) && look(), OFTEN);
    return () => clearInterval(looking);
  }, [here]);

  if (!missed?.messages.length) return null;
  return (
    <section class="notice stack tight missed" aria-labelledby={id}>
      <h2 id={id}>
        {missed.more
          ? t("message.missed.many")
          : tn("message.missed.title", missed.messages.length)}
      </h2>
      <ul class="stack tight">
        {missed.messages.map((message) => (
          <MissedLine key={message.message_id} message={message} zone={zone} seenTo={look} />
        ))}
      </ul>
    </section>
  );
}

interface MissedLineProps {
  message: MissedMessage;
  zone: string;
  seenTo: () => Promise<void>;
}

function MissedLine({ message, zone, seenTo }: MissedLineProps): JSX.Element {
  const [isOnItsWay, setOnItsWay] = useState(false);
  const name = [message.first_name, message.last_initial && `${message.last_initial}.`]
    .filter(Boolean)
    .join(" ");

  async function act(does: () => Promise<boolean>): Promise<void> {
    if (isOnItsWay) return;
    setOnItsWay(true);
    if (await does()) await seenTo();
    setOnItsWay(false);
  }

  return (
    <li class="row apart">
      <span>
        {message.person_id ? (
          <a href={`#/find/${message.person_id}`}>
            <bdi class="name">{name || t("find.no_name")}</bdi>
          </a>
        ) : (
          t("find.no_name")
        )}
        {`: ${kindSaid(message.kind)}. ${notSentSaid(message)} `}
        <span class="small quiet">{dayAndClock(message.since, zone)}</span>
      </span>
      <span class="row">
        <button
          type="button"
          class="second slim"
          disabled={isOnItsWay}
          onClick={() => act(() => sendAgain(message))}
        >
          {t("message.send_again")}
          <span class="unseen">{`: ${name}`}</span>
        </button>
        <button
          type="button"
          class="second slim"
          disabled={isOnItsWay}
          onClick={() => act(() => seeTo(message))}
        >
          {t("message.missed.seen_to")}
          <span class="unseen">{`: ${name}`}</span>
        </button>
      </span>
    </li>
  );
}

async function seeTo({ message_id: id }: MissedMessage): Promise<boolean> {
  try {
    await change(`messages/${id}/seen-to`);
    say(t("message.missed.done"));
    return true;
  } catch (failure) {
    explain(failure);
    return false;
  }
}
