// Who is owed the call, why, by when, and how long it is ours.

import type { JSX, RefObject } from "preact";
import { clock, span } from "../../shared/time";
import { reasonSaid, sourceSaid, URGENCIES } from "../call-words";
import { desk } from "../desk";
import { promiseState } from "../promise";
import { t, tn } from "../words";
import { AskedBy } from "./asked-by";
import type { HeldCall } from "./held-call";

const NEARLY_OVER = 120000; // milliseconds

interface CardHeaderProps {
  hand: HeldCall;
  now: number;
  titleId: string;
  title: RefObject<HTMLHeadingElement | null>;
}

export function CardHeader({ hand, now, titleId, title }: CardHeaderProps): JSX.Element {
  const { card } = hand;
  const promise = promiseState(card.requested_at, card.respond_by, now);
  const badge = card.urgency === "crisis" ? "crisis" : "soon";
  return (
    <header class="stack tight">
      <div class="row">
        <h2 id={titleId} tabIndex={-1} ref={title}>
          <bdi>{card.name || t("card.no_name")}</bdi>
        </h2>
        {card.urgency !== "routine" && (
          <span class={`badge ${badge}`}>{URGENCIES[card.urgency]}</span>
        )}
        {card.read_first && <span class="badge read-first">{t("queue.row.read_first")}</span>}
        <span class="badge">{sourceSaid(card.source)}</span>
        {!hand.isOnLine && (
          <span class="promise" data-promise={promise.kind}>
            {promise.words}
          </span>
        )}
      </div>
      {hand.isOnLine && <p class="say">{t("card.on_line")}</p>}
      <AskedBy person={card.people[0]} />
      <p class="row tight">
        <bdi>{reasonSaid(card.reason)}</bdi>
        <span class="quiet">
          {card.attempts ? tn("card.attempts", card.attempts) : t("card.first_call")}
        </span>
      </p>
      <Lease hand={hand} now={now} />
    </header>
  );
}

function Lease({ hand, now }: { hand: HeldCall; now: number }): JSX.Element {
  const until = hand.card.claim.lease_until;
  const left = Date.parse(until) - now;
  const isNear = hand.unsure || left < NEARLY_OVER;
  const words = hand.unsure
    ? t("card.lease_unsure", { until: clock(until, desk.location.zone) })
    : t("card.lease", { span: span(Math.max(1, Math.round(left / 60000))) });
  return (
    <p class={`small lease ${isNear ? "soon" : ""}`} hidden={hand.state !== "held"}>
      {words}
    </p>
  );
}
