// The page of everything that is a visitor's, as far as they got.

import type { JSX } from "preact";
import { PhoneLink } from "../../shared/contact-links";
import { Title } from "../manage/title";
import { t } from "../page";
import { Around, Press, useTurn } from "../parts";
import { AskForm } from "./ask-form";
import { CodeForm } from "./code-form";
import { ListThings } from "./list-things";
import type { OwnThings, Step, Told } from "./own-things";

export function MinePage({ own }: { own: OwnThings }): JSX.Element {
  const step = own.step.value;
  return <Shown key={useTurn(step)} own={own} step={step} />;
}

function Shown({ own, step }: { own: OwnThings; step: Step }): JSX.Element {
  switch (step.name) {
    case "loading":
      return <Loading />;
    case "failed":
      return <Failed again={step.again} />;
    case "asking":
      return (
        <>
          <Heading said="mine.title" told={step.told} />
          <AskForm own={own} wrong={step.wrong} />
        </>
      );
    case "typing":
      return (
        <>
          <Heading said="mine.code_title" told={step.told} />
          <CodeForm own={own} kept={step.kept} wrong={step.wrong} />
        </>
      );
    case "seen":
      return (
        <>
          <Heading said="mine.seen_title" told={step.told} />
          <ListThings own={own} things={step.things} until={step.until} />
        </>
      );
  }
}

/** What is shown now, and above it what there is to say. */
function Heading({ said, told }: { said: string; told: Told | null }): JSX.Element {
  return (
    <>
      <Title describedBy={told ? "told" : undefined}>{t(said)}</Title>
      {told && (
        <p class="told" id="told">
          <Around text={told.text} hole="phone">
            {told.phone && <PhoneLink phone={told.phone} class="phone" />}
          </Around>
        </p>
      )}
    </>
  );
}

const Loading = (): JSX.Element => (
  <>
    <h1>{t("mine.title")}</h1>
    <p role="status">{t("mine.loading")}</p>
  </>
);

const Failed = ({ again }: { again(): Promise<void> }): JSX.Element => (
  <>
    <Title>{t("mine.title")}</Title>
    <p>{t("mine.no_answer")}</p>
    <Press class="first" busy={t("mine.loading")} onPress={again}>
      {t("times.again")}
    </Press>
  </>
);
