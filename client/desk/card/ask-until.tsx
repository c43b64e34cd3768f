// Until when a call is snoozed.

import type { JSX, TargetedSubmitEvent } from "preact";
import { useRef, useState } from "preact/hooks";
import { addDays, dayAndClock, localDate, zoneName } from "../../shared/time";
import { desk } from "../desk";
import { openDialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { t } from "../words";
import { focusFirstChoice } from "./choices";
import { MORNING, minuteChoices, snoozeChoices, type TypedTime, typedTime } from "./snooze-times";

const DAYS_AHEAD = 90;

/** Ask until when; a promise of an instant, or null. Of a crisis it is but minutes. */
export function askUntil(isCrisis = false): Promise<string | null> {
  const answer = openDialog<string>({
    title: t("outcome.snooze.title"),
    content: (dialog) => (
      <>
        {isCrisis && <p>{t("crisis.snooze")}</p>}
        <Choices of={isCrisis ? minuteChoices : snoozeChoices} onChosen={dialog.close} />
        {!isCrisis && <OwnTime onChosen={dialog.close} />}
      </>
    ),
  });
  focusFirstChoice();
  return answer;
}

interface ChosenProps {
  onChosen: (until: string) => void;
}

function Choices({ of, onChosen }: ChosenProps & { of: typeof snoozeChoices }): JSX.Element {
  const { zone } = desk.location;
  return (
    <div class="choices">
      {of(Date.now(), zone).map(([words, until]) => (
        <button key={words} type="button" class="second" onClick={() => onChosen(until)}>
          <span>{words}</span>
          <span class="small quiet">{dayAndClock(until, zone)}</span>
        </button>
      ))}
    </div>
  );
}

function OwnTime({ onChosen }: ChosenProps): JSX.Element {
  const { zone, name } = desk.location;
  const [today] = useState(() => localDate(Date.now(), zone));
  const [typed, setTyped] = useState<TypedTime | null>(null);
  const date = useRef<HTMLInputElement>(null);
  const time = useRef<HTMLInputElement>(null);

  function submit(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const now = Date.now();
    const given = typedTime(date.current?.value ?? "", time.current?.value ?? "", zone, now);
    setTyped(given);
    if (given.until) onChosen(given.until);
  }

  const span = { min: today, max: addDays(today, DAYS_AHEAD) };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <div class="fields">
        <Field
          label={t("outcome.snooze.date")}
          wrong={typed?.wrongDate}
          control={(props) => (
            <input {...props} {...span} ref={date} type="date" required defaultValue={today} />
          )}
        />
        <Field
          label={t("outcome.snooze.time")}
          hint={`${name}, ${zoneName(Date.now(), zone)}`}
          wrong={typed?.wrongTime}
          control={(props) => (
            <input {...props} ref={time} type="time" required defaultValue={MORNING} />
          )}
        />
      </div>
      <div class="buttons">
        <button type="submit" class="first">
          {t("outcome.snooze.until")}
        </button>
      </div>
    </form>
  );
}
