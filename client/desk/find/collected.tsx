// What somebody collected online, or others in their name: it is marked, and one key ends all of it.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { desk } from "../desk";
import { explain, say } from "../say";
import { ask } from "../ui/dialog";
import { KeyHint } from "../ui/key-hint";
import { t, tn } from "../words";
import { change } from "../writes";

type Card = Schemas["PersonCard"];
type Ids = Schemas["CallOffIn"];

const SEVERAL = 2;
const KEY = "x";

interface CollectedProps {
  card: Card;
  /** Called after each change. */
  changed(): void;
}

export function Collected({ card, changed }: CollectedProps): JSX.Element | null {
  const isBusy = useRef(false);
  const { booked_online: booked, joined_online: joined } = card;
  const waiting = joined[desk.location.location_id] ?? { of_person: 0, on_point: 0 };
  if (Math.max(booked.on_point, waiting.on_point) < SEVERAL) return null;
  const own = booked.of_person + waiting.of_person;
  const all = booked.on_point + waiting.on_point;
  const { point_id, person_id } = card.person;

  async function callOff(ids: Ids, text: "text" | "text_point"): Promise<void> {
    const question = { title: t("find.collected.title"), yes: t("find.collected.yes") };
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      if (await ask({ ...question, text: t(`find.collected.${text}`), grave: true })) {
        await endAll(ids);
        say(t("find.collected.done"));
        changed();
      }
    } catch (failure) {
      explain(failure);
    }
    isBusy.current = false;
  }

  return (
    <div class="banner">
      {booked.of_person > 0 && <p>{tn("find.collected.booked", booked.of_person)}</p>}
      {waiting.of_person > 0 && <p>{tn("find.collected.waiting", waiting.of_person)}</p>}
      {all > own && (
        <p>
          {t("find.collected.on_point", { booked: booked.on_point, waiting: waiting.on_point })}
        </p>
      )}
      <div class="row">
        {own > 0 && (
          <button
            type="button"
            class="second slim"
            aria-keyshortcuts={KEY}
            onClick={() => callOff({ point_id, person_id }, "text")}
          >
            <KeyHint of={KEY} /> {t("find.collected.call_off")}
          </button>
        )}
        {all > own && (
          <button
            type="button"
            class="second slim"
            onClick={() => callOff({ point_id }, "text_point")}
          >
            {t("find.collected.call_off_point")}
          </button>
        )}
      </div>
    </div>
  );
}

/** Both may be sent again: what has ended already has ended. */
async function endAll(ids: Ids): Promise<void> {
  await change("staff/booked-online/call-off", ids);
  await change(`locations/${desk.location.location_id}/waitlist/call-off`, ids);
}
