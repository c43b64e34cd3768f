// What forms stated for the clinician: with the date of the form, and whether it was discussed.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dayAndClock } from "../../shared/time";
import { bySaid, flagSaid } from "../call-words";
import { desk } from "../desk";
import { explain, say } from "../say";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";
import { change } from "../writes";
import { formSaid, type StatedFlag } from "./flag-words";

export interface StatedFlagsProps {
  flags: readonly StatedFlag[];
  /** How it now stands, once one of them was marked. */
  changed(flag: StatedFlag): void;
}

export function StatedFlags({ flags, changed }: StatedFlagsProps): JSX.Element | null {
  const id = useUniqueId();
  if (!flags.length) return null;
  return (
    <section class="stack tight stated-flags" aria-labelledby={id}>
      <h3 id={id}>{t("card.flags")}</h3>
      <p class="quiet small">{t("flags.about")}</p>
      <ul class="stack tight">
        {flags.map((flag) => (
          <FlagLine key={`${flag.person_id} ${flag.flag}`} flag={flag} changed={changed} />
        ))}
      </ul>
    </section>
  );
}

/** The flags with one of them as it now stands. */
export const withFlag = (flags: readonly StatedFlag[], changed: StatedFlag): StatedFlag[] =>
  flags.map((each) =>
    each.flag === changed.flag && each.person_id === changed.person_id ? changed : each,
  );

interface FlagLineProps {
  flag: StatedFlag;
  changed(flag: StatedFlag): void;
}

function FlagLine({ flag, changed }: FlagLineProps): JSX.Element {
  const { zone } = desk.location;
  const [isBusy, setBusy] = useState(false);
  const { discussed_at: at, discussed_by: by, person_id: personId } = flag;
  const name = flagSaid(flag.flag);

  async function turn(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    try {
      const path = `people/${personId}/flags/${at ? "undo-discussed" : "discuss"}`;
      const { data } = await change<StatedFlag>(path, { flag: flag.flag, of: flag.of });
      say(t(at ? "flags.is_not_discussed" : "flags.is_discussed", { flag: name }));
      changed(data);
    } catch (failure) {
      explain(failure);
    }
    setBusy(false);
  }

  return (
    <li class="row">
      <span class={at ? "badge" : "badge soon"}>{name}</span>
      <span class="small quiet">{formSaid(flag, zone)}</span>
      {at && by && (
        <span class="small quiet">
          {t("flags.discussed", { who: bySaid(by), when: dayAndClock(at, zone) })}
        </span>
      )}
      <button
        type="button"
        class="second slim"
        aria-label={t(at ? "flags.undo_what" : "flags.discuss_what", { flag: name })}
        onClick={turn}
      >
        {t(at ? "flags.undo" : "flags.discuss")}
      </button>
    </li>
  );
}
