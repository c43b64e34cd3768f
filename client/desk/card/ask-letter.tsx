// Which letter answers somebody who gave but an address: it is read whole before it is sent.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import { languageSaid } from "../call-words";
import { desk } from "../desk";
import { messageOf } from "../failure-words";
import { openDialog } from "../ui/dialog";
import { Field, options } from "../ui/field";
import { t } from "../words";

type Letters = Schemas["Letters"];
export type Chosen = Pick<Schemas["LetterIn"], "letter" | "language">;
type Letter = Chosen["letter"];
type Language = Chosen["language"];

const LANGUAGES: readonly Language[] = ["en", "es"];

export interface AskedLetter {
  locationId: string;
  /** Where it goes. */
  email: string;
  /** The language in which they turned to us, where that is known. */
  language: Language | null | undefined;
  /** The service that they asked about, where they did. */
  serviceId: string;
}

/** Ask what to write; a promise of the letter as it was read, or null. */
export const askLetter = (asked: AskedLetter): Promise<Chosen | null> =>
  openDialog<Chosen>({
    title: t("outcome.letter.title"),
    wide: true,
    content: (dialog) => <LetterForm {...asked} send={(chosen) => dialog.close(chosen)} />,
  });

interface LetterFormProps extends AskedLetter {
  send: (chosen: Chosen) => void;
}

function LetterForm(props: LetterFormProps): JSX.Element {
  const { locationId, email, language: theirs, serviceId, send } = props;
  const [language, setLanguage] = useState<Language>(theirs ?? "en");
  const [letter, setLetter] = useState<Letter>("letter-call-us");
  const { letters, wrong } = useLetters(locationId, language);
  const choice = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => choice.current?.focus(), []);
  const shown = letters?.language === language ? letters.letters : [];
  const read = shown.find((each) => each.letter === letter);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (read) send({ letter, language });
      }}
    >
      <p>
        {t("outcome.letter.to")} <bdi>{email}</bdi>
      </p>
      <Field
        label={t("outcome.letter.which")}
        control={(props) => (
          <select
            {...props}
            ref={choice}
            value={letter}
            onChange={(event) => setLetter(event.currentTarget.value as Letter)}
          >
            {options(namesFor(serviceId))}
          </select>
        )}
      />
      <Field
        label={t("outcome.letter.language")}
        control={(props) => (
          <select
            {...props}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value as Language)}
          >
            {options(LANGUAGES.map((each) => [each, languageSaid(each)] as const))}
          </select>
        )}
      />
      <article class="message letter" aria-live="polite" lang={language}>
        {read ? (
          <>
            <p class="name">{read.subject}</p>
            <p class="text">{read.text}</p>
          </>
        ) : (
          <p class="quiet">{wrong ?? t("card.loading")}</p>
        )}
      </article>
      <p class="quiet small">{t("outcome.letter.about")}</p>
      <div class="buttons">
        <button type="submit" class="first" disabled={!read}>
          {t("outcome.letter.send")}
        </button>
      </div>
    </form>
  );
}

const NAMES = (["letter-call-us", "letter-book-online", "letter-best-by-phone"] as const).map(
  (each) => [each, t(`message.kind.${each}`)] as const,
);

/** The letters that are true for a service: one that people can't book says nothing of times. */
function namesFor(serviceId: string): readonly (readonly [Letter, string])[] {
  const online = desk.service(serviceId)?.online ?? "anyone";
  const isOnline = online === "anyone" || online === "after-request";
  return NAMES.filter(([letter]) => isOnline || letter !== "letter-book-online");
}

/** The letters in a language, with all their words. */
function useLetters(
  locationId: string,
  language: Language,
): { letters: Letters | null; wrong: string | null } {
  const [letters, setLetters] = useState<Letters | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  useLayoutEffect(() => {
    let isWanted = true;
    setWrong(null);
    get<Letters>(`locations/${locationId}/letters?language=${language}`).then(
      ({ data }) => isWanted && setLetters(data),
      (failure) => isWanted && setWrong(messageOf(failure)),
    );
    return () => {
      isWanted = false;
    };
  }, [locationId, language]);
  return { letters, wrong };
}
