// What a patient says before they come: that they will, what they have seen to, that they are here.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { whenAt } from "../appointment";
import { t } from "../page";
import { Press } from "../parts";
import type { Managed, Preparation, Seen } from "./manage-appointment";

export interface ReadyPartProps {
  managed: Managed;
  seen: Seen;
}

export function ReadyPart(props: ReadyPartProps): JSX.Element {
  return (
    <section class="ready">
      <Coming {...props} />
      <Prepare {...props} />
      <Here {...props} />
      <CallMe {...props} />
    </section>
  );
}

function Coming({ managed, seen }: ReadyPartProps): JSX.Element {
  const { coming_at, confirm_by } = seen.appointment.readiness;
  if (coming_at) return <p class="done-with">✓ {t("ready.coming")}</p>;
  const isAsked = confirm_by && Date.parse(confirm_by) > Date.now();
  return (
    <>
      <h2>{t("ready.title")}</h2>
      {isAsked && <p>{t("ready.confirm_by", { when: whenAt(confirm_by, seen.place) })}</p>}
      <Press class="first" busy={t("manage.saving")} onPress={() => managed.confirm()}>
        {t("ready.confirm")}
      </Press>
    </>
  );
}

function Prepare({ managed, seen }: ReadyPartProps): JSX.Element | null {
  const form = useRef<HTMLFormElement>(null);
  const { preparation, readiness } = seen.appointment;
  if (preparation.length === 0) return null;
  const save = (): Promise<void> => {
    const data = form.current ? new FormData(form.current) : new FormData();
    return managed.prepare(data.getAll("checked") as Preparation[]);
  };
  return (
    <form ref={form} onSubmit={(event) => event.preventDefault()}>
      <fieldset class="group">
        <legend>
          <h2>{t("ready.prepare")}</h2>
        </legend>
        {preparation.map((item) => (
          <label class="tick" key={item}>
            <input
              type="checkbox"
              name="checked"
              value={item}
              defaultChecked={readiness.checked?.includes(item)}
            />
            <span>{t(`ready.item.${item}`)}</span>
          </label>
        ))}
      </fieldset>
      <Press class="second" busy={t("manage.saving")} onPress={save}>
        {t("ready.save")}
      </Press>
    </form>
  );
}

/** On the day, shortly before the start. */
function Here({ managed, seen }: ReadyPartProps): JSX.Element | null {
  const { readiness, here_from } = seen.appointment;
  if (readiness.here_at) return <p class="done-with">✓ {t("ready.here_said")}</p>;
  if (Date.parse(here_from) > Date.now()) return null;
  return (
    <>
      <h2>{t("ready.arrived_title")}</h2>
      <Press class="first" busy={t("manage.saving")} onPress={() => managed.sayHere()}>
        {t("ready.here")}
      </Press>
    </>
  );
}

const A_DAY = 24 * 60 * 60 * 1000; // milliseconds; asked again by then, it is the same call

function CallMe({ managed, seen }: ReadyPartProps): JSX.Element {
  const { call_asked_at } = seen.appointment.readiness;
  if (call_asked_at && Date.now() < Date.parse(call_asked_at) + A_DAY)
    return <p class="done-with">✓ {t("ready.call_coming")}</p>;
  return (
    <Press class="second" busy={t("manage.saving")} onPress={() => managed.askForCall()}>
      {t("ready.call_me")}
    </Press>
  );
}
