// The list under the palette's field, in groups.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { KeyHint } from "../ui/key-hint";
import { t } from "../words";
import type { Choice } from "./palette-choices";

export interface PaletteListProps {
  /** What the ids of the list and of its lines begin with. */
  id: string;
  choices: readonly Choice[];
  active: number;
  choose: (choice: Choice) => void;
}

const GROUPS = ["person", "appointment", "request", "action"] as const;

export function PaletteList({ id, choices, active, choose }: PaletteListProps): JSX.Element | null {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active, choices.length]);
  if (!choices.length) return null;
  const numbered = choices.map((choice, number) => ({ choice, number }));
  return (
    <div role="listbox" id={`${id}-list`} aria-label={t("palette.list")} ref={list}>
      {GROUPS.map((group) => {
        const within = numbered.filter(({ choice }) => choice.group === group);
        if (!within.length) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, and no fieldsets
          <div role="group" key={group} aria-label={t(`palette.group.${group}`)}>
            <p class="quiet small" aria-hidden="true">
              {t(`palette.group.${group}`)}
            </p>
            {within.map(({ choice, number }) => (
              <Line
                key={choice.id}
                id={`${id}-${number}`}
                choice={choice}
                isActive={number === active}
                choose={choose}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

interface LineProps {
  id: string;
  choice: Choice;
  isActive: boolean;
  choose: (choice: Choice) => void;
}

/** A line; the keys are the field's, which says which line is meant. */
const Line = ({ id, choice, isActive, choose }: LineProps): JSX.Element => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the focus stays in the field, which has the keys
  // biome-ignore lint/a11y/useFocusableInteractive: as above
  <div role="option" id={id} aria-selected={isActive} onClick={() => choose(choice)}>
    <bdi>{choice.words}</bdi>
    {choice.details && <span class="quiet small"> {choice.details}</span>}
    {choice.key && <KeyHint of={choice.key} />}
  </div>
);
