// Closes a day or a part of it at once; for managers.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dateSaid } from "../../shared/time";
import { desk } from "../desk";
import { say } from "../say";
import type { DaySheet } from "../sheet";
import { openDialog } from "../ui/dialog";
import { DialogForm } from "../ui/dialog-form";
import { type ControlProps, Field, options } from "../ui/field";
import { t, tn } from "../words";
import { once } from "../writes";
import { closingsPath } from "./closings-path";
import { hitByClosing, type Part, scopeOf } from "./hit-by-closing";
import type { ShownDay } from "./shown-day";

const NAMES = ["scope", "from", "to", "pool", "bays", "date", "reason", "shown"] as const;

type Name = (typeof NAMES)[number];

export function openCloseDay(day: ShownDay): void {
  const sheet = day.sheet.value;
  if (!sheet) return;
  const send = once<Schemas["ClosingView"]>(closingsPath());
  openDialog<never>({
    title: t("day.close.title", { date: dateSaid(sheet.date) }),
    content: (dialog) => (
      <DialogForm
        names={NAMES}
        text={t("day.close.text")}
        yes={t("day.close.yes")}
        grave
        close={() => dialog.close()}
        fields={(wrong) => <CloseFields sheet={sheet} zone={day.zone} wrong={wrong} />}
        send={async (given) => {
          const { data } = await send({
            date: sheet.date,
            ...scopeOf(given("scope")),
            from: given("from") || undefined,
            to: given("to") || undefined,
            reason: given("reason"),
            shown_to_visitors: given("shown") === "on",
          });
          say(tn("day.close.closed", data.calls.length));
          await day.again();
          return null;
        }}
      />
    ),
  });
}

interface CloseFieldsProps {
  sheet: DaySheet;
  zone: string;
  wrong: Partial<Record<Name, string>>;
}

function CloseFields({ sheet, zone, wrong }: CloseFieldsProps): JSX.Element {
  const [part, setPart] = useState<Part>({ scope: "", from: "", to: "" });
  const hit = hitByClosing(sheet, part, zone, Date.now());
  const set = (name: keyof Part) => (event: { currentTarget: { value: string } }) =>
    setPart({ ...part, [name]: event.currentTarget.value });
  const scope = (props: ControlProps) => (
    <select name="scope" autofocus {...props} onInput={set("scope")}>
      {options(scopes(sheet))}
    </select>
  );
  return (
    <>
      <Field
        label={t("day.close.scope")}
        wrong={wrong.pool ?? wrong.bays ?? wrong.date}
        control={scope}
      />
      <Field
        label={t("day.close.from")}
        hint={t("day.close.hours_hint")}
        wrong={wrong.from}
        control={(props) => <input type="time" name="from" {...props} onInput={set("from")} />}
      />
      <Field
        label={t("day.close.to")}
        wrong={wrong.to}
        control={(props) => <input type="time" name="to" {...props} onInput={set("to")} />}
      />
      <Field
        label={t("day.close.reason")}
        hint={t("day.close.reason_hint")}
        wrong={wrong.reason}
        control={(props) => <input name="reason" maxLength={200} autocomplete="off" {...props} />}
      />
      <label class="tick">
        <input type="checkbox" name="shown" />
        <span>{t("day.close.shown")}</span>
      </label>
      <p class="notice" role="status" id="closing-hits">
        {hit.length ? tn("day.close.hits", hit.length) : t("day.close.hits_none")}
      </p>
    </>
  );
}

/** What can be closed: the location, its pools by their bays, each bay. */
function scopes(sheet: DaySheet): [string, string][] {
  const pools = desk.location.pools.filter(({ bays }) => bays.length > 1);
  return [
    ["", t("day.close.location")],
    ...pools.map(({ pool, bays }): [string, string] => [
      `pool:${pool}`,
      bays.map(({ name }) => name).join(", "),
    ]),
    ...sheet.bays.map(({ bay, name }): [string, string] => [`bay:${bay}`, name]),
  ];
}
