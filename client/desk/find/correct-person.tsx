// Corrects what is known of a person, by what staff found out from them.

import { createRef, type JSX, type RefObject } from "preact";
import type { Schemas } from "../../shared/api";
import { Problem } from "../api";
import { say } from "../say";
import { openDialog } from "../ui/dialog";
import { DialogForm } from "../ui/dialog-form";
import { Field } from "../ui/field";
import { t } from "../words";
import { change } from "../writes";

type Profile = Schemas["Profile"];
type Facts = Partial<Schemas["CorrectIn"]>;

const NAMES = ["name", "date_of_birth", "may_leave_voicemail", "may_be_contacted"] as const;

type Name = (typeof NAMES)[number];

/** Ask for what is to be corrected; `changed()` is called once it is. */
export function openCorrect(person: Profile, changed: () => void): void {
  const date = createRef<HTMLInputElement>();
  openDialog<never>({
    title: t("find.correct.title"),
    content: (dialog) => (
      <DialogForm
        names={NAMES}
        text={t("find.correct.text")}
        yes={t("find.correct.save")}
        close={() => dialog.close()}
        fields={(wrong) => <FactFields person={person} date={date} wrong={wrong} />}
        send={async (given) => {
          const isHalf = date.current?.validity.badInput ?? false;
          await correct(person, factsFrom(person, given, isHalf), changed);
          return null;
        }}
      />
    ),
  });
}

async function correct(person: Profile, facts: Facts, changed: () => void): Promise<void> {
  if (!Object.keys(facts).length) return;
  await change<Profile>(`people/${person.person_id}/correct`, facts);
  say(t("find.correct.saved"));
  changed();
}

/** What is sent: what differs alone. What cannot be taken away is told as the API's findings are. */
function factsFrom(person: Profile, given: (name: Name) => string, isHalfDate: boolean): Facts {
  const [name, born] = [given("name"), given("date_of_birth")];
  const errors = [];
  if (!name && person.name) errors.push({ field: "name", message: t("find.correct.name_missing") });
  if (!born && (isHalfDate || person.date_of_birth))
    errors.push({ field: "date_of_birth", message: t("find.correct.born_missing") });
  if (errors.length) throw new Problem(422, { errors });
  const facts: Facts = {};
  if (name && name !== person.name) facts.name = name;
  if (born && born !== person.date_of_birth) facts.date_of_birth = born;
  const leave = given("may_leave_voicemail");
  if (leave && (leave === "yes") !== person.may_leave_voicemail)
    facts.may_leave_voicemail = leave === "yes";
  if (given("may_be_contacted")) facts.may_be_contacted = true;
  return facts;
}

interface FactFieldsProps {
  person: Profile;
  date: RefObject<HTMLInputElement | null>;
  wrong: Partial<Record<Name, string>>;
}

const FactFields = ({ person, date, wrong }: FactFieldsProps): JSX.Element => (
  <>
    <Field
      label={t("find.correct.name")}
      wrong={wrong.name}
      control={(props) => (
        <input
          name="name"
          maxLength={100}
          autocomplete="off"
          autofocus
          defaultValue={person.name ?? ""}
          {...props}
        />
      )}
    />
    <Field
      label={t("find.born")}
      wrong={wrong.date_of_birth}
      control={(props) => (
        <input
          ref={date}
          type="date"
          name="date_of_birth"
          autocomplete="off"
          defaultValue={person.date_of_birth ?? ""}
          {...props}
        />
      )}
    />
    <Field
      label={t("find.voicemail")}
      wrong={wrong.may_leave_voicemail}
      control={(props) => (
        <select name="may_leave_voicemail" {...props}>
          {voicemailChoices(person)}
        </select>
      )}
    />
    {person.do_not_contact_since && (
      <label class="tick">
        <input type="checkbox" name="may_be_contacted" value="yes" />
        <span>{t("find.correct.may_be_contacted")}</span>
      </label>
    )}
  </>
);

/** What can be said of voicemail. Nothing, only while nothing was. */
function voicemailChoices({ may_leave_voicemail: leave }: Profile): JSX.Element[] {
  const choices = [
    ...(leave == null ? [["", "find.correct.voicemail_unsaid"] as const] : []),
    ["yes", "find.voicemail_yes"] as const,
    ["no", "find.voicemail_no"] as const,
  ];
  return choices.map(([value, words]) => (
    <option
      key={value}
      value={value}
      selected={value === (leave === false ? "no" : leave && "yes")}
    >
      {t(words)}
    </option>
  ));
}
