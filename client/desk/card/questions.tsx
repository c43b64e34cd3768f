// What the desk is asked about who somebody in a call is, with a key for either answer.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { explain } from "../say";
import { KeyHint } from "../ui/key-hint";
import { t } from "../words";
import { answerQuestion } from "./answer-question";

type Question = Schemas["AskedQuestion"];

interface QuestionsProps {
  callbackId: string;
  questions: readonly Question[];
  isOff: boolean;
  /** Called after each change. */
  changed(): void;
}

/** The first question alone: the next one comes once that is answered. */
export function Questions(props: QuestionsProps): JSX.Element | null {
  const { callbackId, questions, isOff, changed } = props;
  const isBusy = useRef(false);
  const [question] = questions;
  if (!question) return null;

  async function answer(isSame: boolean): Promise<void> {
    if (isBusy.current || !question) return;
    isBusy.current = true;
    try {
      await answerQuestion({ callbackId, question, isSame, changed });
    } catch (failure) {
      explain(failure);
    }
    isBusy.current = false;
  }

  return (
    <section class="banner" aria-label={t("card.question.label")}>
      <p>
        <bdi>{questionSaid(question)}</bdi>
      </p>
      <div class="row">
        <Answer
          shortcut="y"
          words={t("card.question.yes")}
          isOff={isOff}
          act={() => answer(true)}
        />
        <Answer
          shortcut="o"
          words={t("card.question.no")}
          isOff={isOff}
          act={() => answer(false)}
        />
      </div>
    </section>
  );
}

/** What is asked, in words. */
export function questionSaid(question: Question): string {
  const { doubt, stated_email: stated, known_email: known } = question;
  const name = question.name || t("card.question.nameless");
  const about = question.about_name || t("card.question.nameless");
  const isOneName = question.person_id === question.about_id;
  if (doubt === "other-email")
    return t("card.question.other_email", { name, stated: stated ?? "", known: known ?? "" });
  if (doubt === "other-phone") return t("card.question.other_phone", { name });
  if (isOneName) return t("card.question.asked_no_contact", { name });
  return t("card.question.another_asked_no_contact", { name, about });
}

interface AnswerProps {
  shortcut: string;
  words: string;
  isOff: boolean;
  act(): void;
}

const Answer = ({ shortcut, words, isOff, act }: AnswerProps): JSX.Element => (
  <button
    type="button"
    class="second slim"
    aria-keyshortcuts={shortcut}
    disabled={isOff}
    onClick={act}
  >
    <KeyHint of={shortcut} /> {words}
  </button>
);
