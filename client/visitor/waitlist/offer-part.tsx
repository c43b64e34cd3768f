// A time that is kept for somebody who waits: take it, or say no and wait on.

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { whenAt } from "../appointment";
import { EscortField } from "../book/escort-field";
import { READER, t } from "../page";
import { Press } from "../parts";
import { ownTimeAndZone } from "../said-times";
import type { Offer, OwnEntry, Seen } from "./own-entry";

const NOT_SOONER = 15_000; // milliseconds: this clock may be ahead of the clinic's
const LONGEST = 2 ** 31 - 1; // a timer knows no more

export interface OfferPartProps {
  entry: OwnEntry;
  seen: Seen;
  offer: Offer;
}

export function OfferPart({ entry, seen, offer }: OfferPartProps): JSX.Element {
  const { place, service } = seen;
  const own = ownTimeAndZone(offer.starts_at, place.zone, READER);
  useEffect(() => {
    const left = Date.parse(offer.held_until) - Date.now();
    const timer = setTimeout(() => entry.ranOut(), Math.min(Math.max(left, NOT_SOONER), LONGEST));
    return () => clearTimeout(timer);
  }, [offer]);
  return (
    <>
      <p class="when">{whenAt(offer.starts_at, place)}</p>
      {own && <p class="hint">{t("book.own_time", { time: own })}</p>}
      <p>{t("waitlist.offered_text", { until: whenAt(offer.held_until, place) })}</p>
      {service.escort && <EscortField of={entry} />}
      <Press class="first" busy={t("waitlist.taking")} onPress={() => entry.take(offer)}>
        {t("waitlist.take")}
      </Press>
      <Press class="second" busy={t("waitlist.saving")} onPress={() => entry.decline(offer)}>
        {t("waitlist.decline")}
      </Press>
      <p class="hint">{t("waitlist.decline_hint")}</p>
    </>
  );
}
