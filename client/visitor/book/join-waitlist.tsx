// Where no time fits: which days and times of day would, and for how long to look.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { PhoneLink } from "../../shared/contact-links";
import { CopyLink } from "../copy-link";
import { addressOf } from "../links";
import type { Named } from "../named";
import { READER, t } from "../page";
import { Around } from "../parts";
import { noonOf, saidDay } from "../said-times";
import { DAYS, PARTS, type Part, saidWeekday, type Weekday, wishOf } from "../waitlist/wish";
import type { Booking } from "./hold-and-book";
import { Joining } from "./joining";

export function JoinWaitlist({ booking }: { booking: Booking }): JSX.Element {
  const [joining] = useState(() => new Joining(booking));
  const form = useRef<HTMLFormElement>(null);
  const wrong = joining.wrong.value;
  const busy = joining.busy.value;
  const { first, last } = booking.times.bounds;
  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (!form.current) return;
    const typed = new FormData(form.current);
    const chosen = typed.getAll("day") as Weekday[];
    const until = String(typed.get("until") ?? "");
    await joining.send(wishOf(chosen, typed.get("part") as Part, first, until), last);
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }
  return (
    <form ref={form} noValidate onSubmit={send}>
      <p>{t("wait.join_text")}</p>
      <DayFields isWrong={wrong === "wait.days_missing" || wrong === "wait.not_met"} />
      <PartFields />
      <UntilField first={first} last={last} isWrong={wrong === "wait.until_wrong"} />
      <p class="told" role="alert" id="join-wrong">
        {wrong && <Wrong booking={booking} text={wrong} />}
      </p>
      <button type="submit" class="first" disabled={busy}>
        {t(busy ? "wait.sending" : "wait.send")}
      </button>
      <button type="button" class="second" onClick={() => booking.choose()}>
        {t("times.back")}
      </button>
    </form>
  );
}

const dateSaid = (date: string): string =>
  saidDay(noonOf(date), "UTC", READER.locale, { month: "long", day: "numeric" });

function Wrong({ booking, text }: { booking: Booking; text: string }): JSX.Element {
  const { first, last } = booking.times.bounds;
  const values = { first: dateSaid(first), last: dateSaid(last) };
  return (
    <Around text={text} hole="phone" values={values}>
      <PhoneLink phone={booking.place.phone} class="phone" />
    </Around>
  );
}

const DayFields = ({ isWrong }: { isWrong: boolean }): JSX.Element => (
  <fieldset class="group">
    <legend>{t("wait.days")}</legend>
    <div class="chips">
      {DAYS.map((day) => (
        <label key={day} class="chip">
          <input
            type="checkbox"
            name="day"
            value={day}
            defaultChecked
            aria-invalid={isWrong}
            aria-describedby={isWrong ? "join-wrong" : undefined}
          />
          <span>{saidWeekday(day, "long", READER.locale)}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

const PartFields = (): JSX.Element => (
  <fieldset class="group">
    <legend>{t("wait.part")}</legend>
    <div class="chips">
      {PARTS.map((part) => (
        <label key={part} class="chip">
          <input type="radio" name="part" value={part} defaultChecked={part === "any"} />
          <span>{t(`wait.parts.${part}`)}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

function UntilField(props: { first: string; last: string; isWrong: boolean }): JSX.Element {
  const { first, last, isWrong } = props;
  return (
    <div class="field">
      <label for="wait-until">{t("wait.until")}</label>
      <p class="hint" id="wait-until-hint">
        {t("wait.until_hint")}
      </p>
      <input
        id="wait-until"
        name="until"
        type="date"
        min={first}
        max={last}
        defaultValue={last}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? "wait-until-hint join-wrong" : "wait-until-hint"}
      />
    </div>
  );
}

export function Joined({ entry }: { entry: Named }): JSX.Element {
  const address = addressOf("waitlist", entry);
  return (
    <>
      <p>{t("wait.joined_text")}</p>
      <p>
        <a class="manage" href={address} target="_blank" rel="noopener">
          {t("wait.open")}
        </a>
      </p>
      <p>
        <CopyLink address={address} />
      </p>
      <p class="hint">{t("wait.open_hint")}</p>
    </>
  );
}
