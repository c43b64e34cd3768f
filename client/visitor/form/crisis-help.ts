// Help for somebody who may be in danger, while their form has not arrived.

import type { Schemas } from "../../shared/api";
import { byId, t, toTop } from "../page";
import { form, isChecked } from "./fields";
import { crisisPanel } from "./shapes";

type Panel = Schemas["CrisisPanel"];

/** Leads to help whoever ticked the box: nobody could say what their words read like. */
export function helpIfTicked(): void {
  if (!isChecked("thinking_of_self_harm")) return;
  const lines = [...form.querySelectorAll<HTMLAnchorElement>(".when-ticked .lines a")];
  helpAtOnce({
    heading: byId("help-title").textContent,
    text: t("crisis.text_unsure"),
    lines: [...lines.map((anchor) => way(anchor)), ...desks()],
  });
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

function desks(): Panel["lines"] {
  return [...document.querySelectorAll(".beside .place")].flatMap((place) => {
    const phone = place.querySelector<HTMLAnchorElement>(".phone");
    return phone ? [way(phone, `${place.querySelector("h3")?.textContent}: `)] : [];
  });
}
