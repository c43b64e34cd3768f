// Help for somebody who may be in danger, while their form has not arrived.

import type { Schemas } from "../../shared/api";
import type { Ending } from "../../shared/ending";
import { byId, t, toTop } from "../page";
import { form, isChecked } from "./fields";
import { crisisPanel } from "./shapes";

type Panel = Schemas["CrisisPanel"];

/** What is said beside the ways to help: no more than is known of the form. */
const TEXT: Record<Ending, string> = {
  kept: "crisis.text_unsure", // there would be a receipt
  refused: "crisis.text_refused",
  earlier: "crisis.text_earlier",
  unknown: "crisis.text_unsure",
};

const MOST_DESKS = 5;

/** Leads to help whoever ticked the box, where no sign was read, or no answer came. */
export function helpIfTicked(ending: Ending): void {
  if (isChecked("thinking_of_self_harm")) helpUnread(ending);
  else keepTrue(ending);
}

/** Leads to help, in the page's own words: nobody could say what those of the form read like. */
export function helpUnread(ending: Ending): void {
  const lines = [...form.querySelectorAll<HTMLAnchorElement>(".when-ticked .lines a")];
  const open = openDesks();
  const text = t(TEXT[ending]);
  helpAtOnce({
    heading: byId("help-title").textContent,
    text: open.length ? `${text} ${t("crisis.desk_too")}` : text,
    lines: [...lines.map((anchor) => way(anchor)), ...open],
  });
}

/** Help that is shown already stays, in words for how it ended this time. */
function keepTrue(ending: Ending): void {
  const shown = document.querySelector("main > .crisis [data-fill=text]");
  if (shown) shown.textContent = t(TEXT[ending]);
}

/** The server's panel, in words for a form whose try before may have arrived. */
export function asKnown(panel: Panel, ending: Ending): Panel {
  if (ending !== "unknown") return panel;
  const hasDesk = panel.lines.some(({ href }) => href.startsWith("tel:+"));
  const text = t(TEXT.unknown);
  return { ...panel, text: hasDesk ? `${text} ${t("crisis.desk_too")}` : text };
}

/** Shows the panel above everything, and leads there. */
export function helpAtOnce(panel: Panel): void {
  document.querySelector(".helpline")?.classList.add("alarmed");
  document.querySelector("main > .crisis")?.remove();
  byId("main").prepend(crisisPanel(panel));
  toTop();
  byId("crisis-title").focus();
}

const way = (anchor: HTMLAnchorElement, name = ""): Panel["lines"][number] => ({
  href: anchor.getAttribute("href") ?? "",
  label: name + anchor.textContent,
});

/** The front desks that are open now; nobody is sent to a closed line. */
function openDesks(): Panel["lines"] {
  const desks = [...document.querySelectorAll(".beside .place")].flatMap((place) => {
    const phone = place.querySelector<HTMLAnchorElement>(".phone");
    if (!phone || !place.querySelector(".open-now:not(.closed)")) return [];
    return [way(phone, `${place.querySelector("h3")?.textContent}: `)];
  });
  return desks.slice(0, MOST_DESKS);
}
