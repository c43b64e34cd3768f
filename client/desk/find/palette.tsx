// One field, from any screen: finds people, appointments and requests, and what can be done.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { actionsNow } from "../keys";
import { openDialog } from "../ui/dialog";
import { useFirstFocus, within } from "../ui/focus";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";
import { matchesOf } from "./find-everything";
import { type Action, type Choice, choicesOf, isStep, stepped } from "./palette-choices";
import { PaletteList } from "./palette-list";
import { useFound } from "./use-found";

export const PALETTE_KEY = "/";

/** Open the palette; what is chosen is done once it is closed. */
export async function openPalette(): Promise<void> {
  const actions = actionsNow().filter(({ key }) => key !== PALETTE_KEY);
  const chosen = await openDialog<Choice>({
    title: t("palette.title"),
    content: (dialog) => <Palette actions={actions} choose={(choice) => dialog.close(choice)} />,
  });
  chosen?.act();
}

interface PaletteProps {
  actions: readonly Action[];
  choose: (choice: Choice) => void;
}

function Palette({ actions, choose }: PaletteProps): JSX.Element {
  const id = useUniqueId();
  const place = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const [isEntered, setIsEntered] = useState(false);
  const { found, isLooking, wrong } = useFound(typed);
  const matches = found ? matchesOf(found) : [];
  const choices = choicesOf(matches, actions, typed.trim());
  const chosen = choices[active];
  useFirstFocus(within(place, "input"));

  // Who presses Enter before the answer is there gets it if there is but one.
  useEffect(() => {
    if (!isEntered || isLooking) return;
    setIsEntered(false);
    const only = matches.length === 1 ? choices[0] : undefined;
    if (only) choose(only);
  }, [isEntered, isLooking]);

  function onInput(text: string): void {
    setTyped(text);
    setActive(0);
    setIsEntered(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return; // the key is for what composes the letters
    if (event.key === "Enter") enter();
    else if (isStep(event.key)) setActive(stepped(active, event.key, choices.length));
    else return;
    event.preventDefault();
  }

  function enter(): void {
    if (isLooking) setIsEntered(true);
    else if (chosen) choose(chosen);
  }

  return (
    <div class="stack tight palette" ref={place}>
      <label class="unseen" for={`${id}-field`}>
        {t("find.who")}
      </label>
      <input
        id={`${id}-field`}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={choices.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && `${id}-${active}`}
        placeholder={t("find.who")}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p class="quiet small" role="status">
        {wrong || said(isLooking, typed, matches.length, found?.more ?? false)}
      </p>
      <PaletteList id={id} choices={choices} active={active} choose={choose} />
    </div>
  );
}

function said(isLooking: boolean, typed: string, count: number, hasMore: boolean): string {
  if (!typed.trim()) return t("palette.hint");
  if (isLooking) return t("find.looking");
  if (hasMore) return t("find.more");
  return count ? "" : t("find.nobody");
}
