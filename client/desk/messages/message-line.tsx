// One message: what it told, how it stands, where it went, and what can be done about it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain, say } from "../say";
import { t } from "../words";
import { change } from "../writes";
import { kindSaid, type MessageShown, stateSaid, toSaid } from "./message-words";
import { sendAgain } from "./send-again";

interface MessageLineProps {
  message: MessageShown;
  /** Something was done about it. */
  changed: () => void;
}

const isLetter = ({ kind }: MessageShown): boolean => kind.startsWith("letter-");

export function MessageLine({ message, changed }: MessageLineProps): JSX.Element {
  const [isOnItsWay, setOnItsWay] = useState(false);

  /** One thing at a time. */
  async function act(does: () => Promise<boolean>): Promise<void> {
    if (isOnItsWay) return;
    setOnItsWay(true);
    if (await does()) changed();
    setOnItsWay(false);
  }

  const what = kindSaid(message.kind);
  return (
    <li class="stack tight">
      <span>
        {what}
        <span class="quiet">{` · ${stateSaid(message)}`}</span>
      </span>
      <span class="small quiet">
        <bdi>{toSaid(message)}</bdi>
      </span>
      {message.may_be_sent_again && (
        <span class="row">
          <Act
            words={t("message.send_again")}
            of={what}
            isOff={isOnItsWay}
            act={() => act(() => sendAgain(message))}
          />
          {isLetter(message) && message.state !== "called-off" && (
            <>
              <Act
                words={t("message.answered")}
                of={what}
                isOff={isOnItsWay}
                act={() => act(() => noteOutcome(message, "answered"))}
              />
              <Act
                words={t("message.bounced")}
                of={what}
                isOff={isOnItsWay}
                act={() => act(() => noteOutcome(message, "bounced"))}
              />
            </>
          )}
        </span>
      )}
    </li>
  );
}

/** How an answer by email ended; it is about the call that it answered. */
async function noteOutcome(
  { about, person_id: personId }: MessageShown,
  outcome: "answered" | "bounced",
): Promise<boolean> {
  try {
    const person = personId ? { person_id: personId } : {};
    await change(`callbacks/${about}/letter-outcome`, { outcome, ...person });
    say(t("message.noted"));
    return true;
  } catch (failure) {
    explain(failure);
    return false;
  }
}

interface ActProps {
  words: string;
  /** What it is done to, for whoever does not see where it stands. */
  of: string;
  isOff: boolean;
  act: () => void;
}

const Act = ({ words, of, isOff, act }: ActProps): JSX.Element => (
  <button type="button" class="second slim" disabled={isOff} onClick={() => act()}>
    {words}
    <span class="unseen">{`: ${of}`}</span>
  </button>
);
