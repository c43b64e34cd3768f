// The page of everything that is a visitor's, as far as they got.

import type { JSX } from "preact";
import { t } from "../page";
import { Failed, Loading } from "../page-states";
import { useTurn } from "../parts";
import { Title } from "../title";
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
      return <Loading title="mine.title" text="mine.loading" />;
    case "failed":
      return (
        <Failed title="mine.title" text="mine.no_answer" busy="mine.loading" again={step.again} />
      );
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
