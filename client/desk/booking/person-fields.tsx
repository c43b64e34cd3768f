// Who an appointment is for, as every dialog asks that books.

import type { JSX } from "preact";
import { Field } from "../ui/field";
import { t } from "../words";

/** What was typed, by the API's names. */
export interface Person {
  name: string;
  phone: string;
  email: string;
  escort_name: string;
}

export type PersonField = keyof Person;
export const PERSON_FIELDS: readonly PersonField[] = ["name", "phone", "email", "escort_name"];

/** What is known of a person before anybody types. */
export interface KnownPerson {
  name?: string | null;
  phone?: string | null;
  email?: string | null;
}

export const personOf = ({ name, phone, email }: KnownPerson): Person => ({
  name: name ?? "",
  phone: phone ?? "",
  email: email ?? "",
  escort_name: "",
});

/** What to send of a person: what was filled in, and an escort only where one is needed. */
export function personSent(person: Person, needsEscort: boolean): Partial<Person> {
  const sent: Partial<Person> = {};
  for (const field of PERSON_FIELDS) {
    const typed = person[field].trim();
    if (typed && (field !== "escort_name" || needsEscort)) sent[field] = typed;
  }
  return sent;
}

export interface PersonFieldsProps {
  person: Person;
  needsEscort: boolean;
  wrong: Partial<Record<string, string>>;
  onChange: (person: Person) => void;
}

const LIMITS = { name: 100, phone: 40, email: 254, escort_name: 100 };
const TYPES = { name: "text", phone: "tel", email: "email", escort_name: "text" } as const;

export function PersonFields(props: PersonFieldsProps): JSX.Element {
  const { person, needsEscort, wrong, onChange } = props;
  const field = (name: PersonField, label: string, hint?: string) => (
    <Field
      label={label}
      hint={hint}
      wrong={wrong[name]}
      hidden={name === "escort_name" && !needsEscort}
      control={(control) => (
        <input
          {...control}
          type={TYPES[name]}
          list={undefined}
          maxLength={LIMITS[name]}
          autocomplete="off"
          value={person[name]}
          onInput={(event) => onChange({ ...person, [name]: event.currentTarget.value })}
        />
      )}
    />
  );
  return (
    <fieldset class="fields">
      <legend class="unseen">{t("booking.patient")}</legend>
      {field("name", t("booking.name"))}
      {field("phone", t("booking.phone"))}
      {field("email", t("booking.email"))}
      {field("escort_name", t("booking.escort"), t("booking.escort_hint"))}
    </fieldset>
  );
}
