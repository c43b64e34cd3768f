// The service, the date and the bay of an appointment that is booked.

import type { JSX } from "preact";
import { type Start, servicesHere } from "../sheet";
import { Field, options } from "../ui/field";
import { t } from "../words";
import { ANY_BAY, type Choice } from "./booking-choice";
import type { Wrong } from "./send-booking";

export interface WhatAndWhenProps {
  choice: Choice;
  /** The start that is chosen, with its bays. */
  start: Start | undefined;
  bay: string;
  wrong: Wrong;
  onChoose: (changed: Partial<Choice>) => void;
}

export function WhatAndWhen(props: WhatAndWhenProps): JSX.Element {
  const { choice, start, bay, wrong, onChoose } = props;
  const bays = start?.bays ?? [];
  return (
    <div class="fields">
      <Field
        label={t("booking.service")}
        wrong={wrong.service_id}
        control={(control) => (
          <select
            {...control}
            value={choice.serviceId}
            onChange={(event) => onChoose({ serviceId: event.currentTarget.value })}
          >
            {options(servicesHere().map((each) => [each.service_id, each.name]))}
          </select>
        )}
      />
      <Field
        label={t("booking.date")}
        wrong={wrong.starts_at}
        control={(control) => (
          <input
            {...control}
            type="date"
            value={choice.date}
            onChange={(event) => onChoose({ date: event.currentTarget.value })}
          />
        )}
      />
      <Field
        label={t("booking.bay")}
        wrong={wrong.bay}
        control={(control) => (
          <select
            {...control}
            value={bay}
            onChange={(event) => onChoose({ bay: event.currentTarget.value })}
          >
            {options([
              [ANY_BAY, t("booking.any_bay")],
              ...bays.map((each) => [each.bay, each.name] as const),
            ])}
          </select>
        )}
      />
    </div>
  );
}
