// The top of the page: the clinic, the views, the location, who is signed in.

import type { JSX } from "preact";
import { Email } from "../../shared/contact-links";
import { SoundSwitch } from "../crisis/sound-switch";
import { desk } from "../desk";
import { openPalette, PALETTE_KEY } from "../find/palette";
import { openKeysHelp } from "../keys-help";
import { options } from "../ui/field";
import type { View } from "../view";
import { t } from "../words";
import { locationSaid, useQueueCounts } from "./queue-counts";
import { ThemeSwitch } from "./theme-switch";

export interface HeaderProps {
  views: View[];
  /** The id of the view that is open. */
  current: string | undefined;
  email: string;
  isManager: boolean;
  choose: (location: string) => void;
  leave: () => void;
}

export function Header({ views, current, choose, ...who }: HeaderProps): JSX.Element {
  return (
    <header class="top">
      <strong class="brand">{desk.clinic.name}</strong>
      <nav aria-label={t("frame.views")}>
        {views.map(({ id, key, title }) => (
          <a
            key={id}
            href={`#/${id}`}
            data-view={id}
            aria-keyshortcuts={key}
            aria-current={id === current ? "page" : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <Locations choose={choose} />
      <Who {...who} />
    </header>
  );
}

function Locations({ choose }: Pick<HeaderProps, "choose">): JSX.Element {
  const { locations } = desk.clinic;
  useQueueCounts();
  if (locations.length === 1) return <span class="location">{locationSaid(desk.location)}</span>;
  return (
    <select
      id="location"
      class="location"
      aria-label={t("frame.location")}
      value={desk.location.location_id}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {options(locations.map((each) => [each.location_id, locationSaid(each)] as const))}
    </select>
  );
}

function Who({
  email,
  isManager,
  leave,
}: Pick<HeaderProps, "email" | "isManager" | "leave">): JSX.Element {
  return (
    <div class="who">
      <span class="small">
        <span class="unseen">{t("frame.signed_in")} </span>
        <Email of={email} />
        <span class="quiet"> {t(isManager ? "frame.manager" : "frame.front_desk")}</span>
      </span>
      <button
        type="button"
        class="second slim theme"
        aria-keyshortcuts={PALETTE_KEY}
        aria-label={t("palette.title")}
        title={t("palette.title")}
        onClick={openPalette}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2ZM10.5 10.5 14 14" />
        </svg>
      </button>
      <SoundSwitch />
      <ThemeSwitch />
      <button
        type="button"
        class="second slim"
        aria-keyshortcuts="?"
        aria-label={t("frame.keys.title")}
        onClick={openKeysHelp}
      >
        {t("frame.keys.short")}
      </button>
      <button type="button" class="second slim" onClick={leave}>
        {t("frame.sign_out")}
      </button>
    </div>
  );
}
