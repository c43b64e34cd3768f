// Every key that does something now, and whether they are to do anything at all.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { keysAreOn, keysNow, type NamedKey, switchKeys } from "./keys";
import { openDialog } from "./ui/dialog";
import { Check } from "./ui/field";
import { t } from "./words";

/** Open the list of the keys. */
export function openKeysHelp(): void {
  const { view, anywhere } = keysNow();
  let opened: HTMLElement | null = null;
  openDialog({
    title: t("frame.keys.title"),
    content({ element }) {
      opened = element;
      return <KeysHelp view={view} anywhere={anywhere} />;
    },
  });
  focusSwitch(opened);
}

const focusSwitch = (dialog: HTMLElement | null): void =>
  dialog?.querySelector<HTMLElement>("input[type=checkbox]")?.focus();

interface KeysHelpProps {
  view: NamedKey[];
  anywhere: NamedKey[];
}

function KeysHelp({ view, anywhere }: KeysHelpProps): JSX.Element {
  const [on, setOn] = useState(keysAreOn());
  const change = (checked: boolean) => {
    setOn(checked);
    switchKeys(checked);
  };
  return (
    <>
      <Check label={t("frame.keys.switch")} checked={on} onChange={change} />
      <p class="quiet small">{t("frame.keys.switch_hint")}</p>
      <KeyList title={t("frame.keys.here")} keys={view} />
      <KeyList title={t("frame.keys.anywhere")} keys={anywhere} />
      <KeyList
        title={t("frame.keys.always")}
        keys={[
          [t("frame.keys.arrows"), t("frame.keys.arrows_do")],
          [t("frame.keys.enter"), t("frame.keys.enter_does")],
          [t("frame.keys.esc"), t("frame.keys.esc_does")],
        ]}
      />
    </>
  );
}

function KeyList({ title, keys }: { title: string; keys: NamedKey[] }): JSX.Element | null {
  if (!keys.length) return null;
  return (
    <section class="stack tight">
      <h3>{title}</h3>
      <dl class="keys">
        {keys.map(([key, words]) => (
          <div key={`${key} ${words}`}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
