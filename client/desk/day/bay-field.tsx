// Which bay, in a dialog that changes the schedule.

import type { JSX } from "preact";
import type { DaySheet } from "../sheet";
import { type ControlProps, Field, options } from "../ui/field";
import { t } from "../words";

export interface BayFieldProps {
  sheet: DaySheet;
  /** The words for all of them, if all can be chosen. */
  all?: string;
  wrong?: string;
}

/** Which bay; the first field of each of these dialogs, where one begins. */
export function BayField({ sheet, all, wrong }: BayFieldProps): JSX.Element {
  const bays = sheet.bays.map(({ bay, name }) => [bay, name] as const);
  const control = (props: ControlProps) => (
    <select name="bay" autofocus {...props}>
      {options(all ? [["", all], ...bays] : bays)}
    </select>
  );
  return <Field label={t("day.bay")} wrong={wrong} control={control} />;
}
