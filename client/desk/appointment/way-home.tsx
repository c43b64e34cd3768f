// Asks how a patient got home, where nobody was known to take them.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { type Opened, openDialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { t } from "../words";
import type { Appointment } from "./change-appointment";

export type WentHome = Schemas["WentHomeIn"];

type Way = "name" | "none_because";
const WAYS: readonly Way[] = ["name", "none_because"];
const LONGEST = { name: 100, none_because: 200 };

/** True where completing it has to tell. */
export const isWayHomeAsked = ({ escort }: Appointment): boolean =>
  Boolean(escort && !escort.confirmed_at);

/** Ask; a promise of the answer, or of null when it was let be. */
export function askWayHome({ escort, first_name: name }: Appointment): Promise<WentHome | null> {
  return openDialog<WentHome>({
    title: t("appointment.went_home.title", { name }),
    content: (dialog) => <WayHome dialog={dialog} known={escort?.name ?? ""} />,
  });
}

function WayHome({ dialog, known }: { dialog: Opened<WentHome>; known: string }): JSX.Element {
  const [way, setWay] = useState<Way>("name");
  const [typed, setTyped] = useState({ name: known, none_because: "" });
  const [wrong, setWrong] = useState("");
  const control = useRef<HTMLInputElement>(null);

  function submit(event: Event): void {
    event.preventDefault();
    const said = typed[way].trim();
    if (said) {
      dialog.close({ [way]: said });
      return;
    }
    setWrong(t(`appointment.went_home.missing.${way}`));
    control.current?.focus();
  }

  return (
    <form class="stack" noValidate onSubmit={submit}>
      <p>{t("appointment.went_home.text")}</p>
      <fieldset class="stack tight">
        <legend>{t("appointment.went_home.ask")}</legend>
        {WAYS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="way-home"
              checked={way === each}
              onChange={() => {
                setWay(each);
                setWrong("");
              }}
            />{" "}
            {t(`appointment.went_home.way.${each}`)}
          </label>
        ))}
      </fieldset>
      <Field
        key={way}
        label={t(`appointment.went_home.label.${way}`)}
        wrong={wrong}
        control={(field) => (
          <input
            ref={control}
            maxLength={LONGEST[way]}
            autocomplete="off"
            value={typed[way]}
            onInput={({ currentTarget }) => setTyped({ ...typed, [way]: currentTarget.value })}
            {...field}
          />
        )}
      />
      <div class="buttons">
        <button type="button" class="second" onClick={() => dialog.close()}>
          {t("common.back")}
        </button>
        <button type="submit" class="first">
          {t("appointment.act.fulfil")}
        </button>
      </div>
    </form>
  );
}
