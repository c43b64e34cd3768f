// The limits of a series as fields.

import type { JSX } from "preact";
import { desk } from "../desk";
import { servicesHere } from "../sheet";
import { Field, options } from "../ui/field";
import { t } from "../words";
import { LIMITS, type Limit, type TypedWish, WEEK, weekdayShort, withWeekday } from "./wish";

/** The services that come in series; all of them where none does. */
export function seriesServices(): [id: string, name: string][] {
  const infusions = servicesHere().filter((service) => service.escort);
  const offered = infusions.length ? infusions : servicesHere();
  return offered.map((each) => [each.service_id, each.name]);
}

type Input = {
  type: "number" | "date" | "time";
  min?: number;
  max?: number;
  inputMode?: "numeric";
};

const days: Input = { type: "number", min: 1, max: 365, inputMode: "numeric" };
const INPUTS: Record<Limit, Input> = {
  count: { type: "number", min: 1, max: 12, inputMode: "numeric" },
  earliest_day: { type: "date" },
  earliest_time: { type: "time" },
  latest_time: { type: "time" },
  least_days_between: days,
  most_days_between: days,
  within_days: days,
};

export interface WishFieldsProps {
  serviceId: string;
  wish: TypedWish;
  /** By the API's names. */
  wrong: Partial<Record<string, string>>;
  /** Of a series that is moved: its service and its number stay. */
  isRest: boolean;
  onService: (serviceId: string) => void;
  onWish: (wish: TypedWish) => void;
}

export function WishFields(props: WishFieldsProps): JSX.Element {
  const { serviceId, wish, wrong, isRest, onService, onWish } = props;
  return (
    <div class="fields wishes">
      <Field
        label={t("series.service")}
        hidden={isRest}
        wrong={wrong.service_id}
        control={(control) => (
          <select
            {...control}
            value={desk.service(serviceId)?.service_id}
            onChange={(event) => onService(event.currentTarget.value)}
          >
            {options(seriesServices())}
          </select>
        )}
      />
      {LIMITS.map((name) => (
        <Field
          key={name}
          label={t(`series.limit.${name}`)}
          hidden={isRest && name === "count"}
          wrong={wrong[`wish.${name}`]}
          control={(control) => (
            <input
              {...control}
              {...INPUTS[name]}
              value={wish[name]}
              onInput={(event) => onWish({ ...wish, [name]: event.currentTarget.value })}
            />
          )}
        />
      ))}
      <Weekdays wish={wish} wrong={wrong["wish.weekdays"]} onWish={onWish} />
    </div>
  );
}

type WeekdaysProps = Pick<WishFieldsProps, "wish" | "onWish"> & { wrong: string | undefined };

function Weekdays({ wish, wrong, onWish }: WeekdaysProps): JSX.Element {
  const { weekdays } = wish;
  return (
    <fieldset class="week">
      <legend>{t("series.weekdays")}</legend>
      <div class="row">
        {WEEK.map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              value={day}
              checked={weekdays.includes(day)}
              aria-invalid={wrong ? "true" : undefined}
              onChange={({ currentTarget: { checked } }) =>
                onWish({ ...wish, weekdays: withWeekday(weekdays, day, checked) })
              }
            />
            <span>{weekdayShort(day)}</span>
          </label>
        ))}
      </div>
      <p class="wrong" hidden={!wrong}>
        {wrong}
      </p>
    </fieldset>
  );
}
