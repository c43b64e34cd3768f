// What a report is to be of: its days, its locations, the way in.

import type { JSX } from "preact";
import { SOURCES } from "../call-words";
import { desk } from "../desk";
import { Field, options } from "../ui/field";
import { t } from "../words";
import type { Source } from "./read-report";
import { PERIODS, type Period, type Range, rangeOf } from "./report-range";

/** What the fields hold. */
export interface Wish extends Range {
  period: Period | "own";
  everywhere: boolean;
  source: Source | "";
}

interface ReportFieldsProps {
  wish: Wish;
  wrong: Partial<Range>;
  today: () => string;
  onChange: (wish: Wish) => void;
}

const PERIOD_OPTIONS = [...PERIODS, "own" as const].map((period) => [
  period,
  t(`reports.days.${period}`),
]) as [string, string][];

export function ReportFields({ wish, wrong, today, onChange }: ReportFieldsProps): JSX.Element {
  const choose = (period: Wish["period"]) =>
    onChange({ ...wish, period, ...(period === "own" ? {} : rangeOf(period, today())) });
  return (
    <div class="report-fields">
      <Choice
        label={t("reports.period")}
        value={wish.period}
        pairs={PERIOD_OPTIONS}
        onChange={(period) => choose(period as Wish["period"])}
      />
      {(["from", "to"] as const).map((end) => (
        <Field
          key={end}
          label={t(`reports.${end}`)}
          wrong={wrong[end]}
          control={(control) => (
            <input
              {...control}
              type="date"
              value={wish[end]}
              onChange={({ currentTarget: { value } }) =>
                onChange({ ...wish, period: "own", [end]: value })
              }
            />
          )}
        />
      ))}
      <Where {...{ wish, onChange }} />
      <Choice
        label={t("reports.source")}
        value={wish.source}
        pairs={[["", t("reports.all_sources")], ...Object.entries(SOURCES)]}
        onChange={(source) => onChange({ ...wish, source: source as Wish["source"] })}
      />
    </div>
  );
}

/** This location or all, where there are several. */
function Where({ wish, onChange }: Pick<ReportFieldsProps, "wish" | "onChange">) {
  if (desk.clinic.locations.length < 2) return null;
  return (
    <Choice
      label={t("reports.where")}
      value={wish.everywhere ? "everywhere" : "here"}
      pairs={[
        ["here", desk.location.name],
        ["everywhere", t("reports.everywhere")],
      ]}
      onChange={(where) => onChange({ ...wish, everywhere: where === "everywhere" })}
    />
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  pairs: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

const Choice = ({ label, value, pairs, onChange }: ChoiceProps): JSX.Element => (
  <Field
    label={label}
    control={(control) => (
      <select {...control} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options(pairs)}
      </select>
    )}
  />
);
