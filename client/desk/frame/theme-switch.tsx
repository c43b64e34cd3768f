// The switch between light, dark and what the machine has.

import type { JSX } from "preact";
import { chooseTheme, type Theme, theme, themeAfter } from "../theme";
import { t } from "../words";

const SHAPES: Record<Theme, string> = {
  system: "M2 3h12v8H2ZM6 14h4M8 11v3", // a screen
  light:
    "M8 5a3 3 0 1 1 0 6A3 3 0 0 1 8 5ZM8 1v1M8 14v1M1 8h1M14 8h1M3 3l.7.7M12.3 12.3l.7.7M3 13l.7-.7M12.3 3.7 13 3", // a sun
  dark: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5Z", // a moon
};

export function ThemeSwitch(): JSX.Element {
  const now = theme();
  const words = t("frame.theme.now", { theme: t(`frame.theme.${now}`) });
  return (
    <button
      type="button"
      class="second slim theme"
      aria-label={words}
      title={words}
      onClick={() => chooseTheme(themeAfter(now))}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[now]} />
      </svg>
    </button>
  );
}
