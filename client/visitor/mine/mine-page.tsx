// The page of everything that is a visitor's, as far as they got.

import type { JSX } from "preact";
import { Title } from "../manage/title";
import { t } from "../page";
import { Press, useTurn } from "../parts";
import { AskForm } from "./ask-form";
import { CodeForm } from "./code-form";
import { LinkForm } from "./link-form";
import { ListThings } from "./list-things";
import type { OwnThings, Step, Told } from "./own-things";
import { Said } from "./said";

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
          {own.server.isMailOff ? (
            <p>{t("mine.mail_off")}</p>
          ) : (
            <>
              <AskForm own={own} wrong={step.wrong} />
              <LinkForm own={own} />
            </>
          )}
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
          <Said told={told} />
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
