// The first free times beside the form, for what anyone may book: the one that is chosen is held
// once the form is sent.

import type { Schemas } from "../../shared/api";
import { clock, zoneName } from "../../shared/time";
import { ask } from "../ask";
import { byId, READER, t } from "../page";
import { saidDay, saidWhen } from "../said-times";
import { daysOf } from "../times/fetch-days";
import { form, say } from "./fields";
import { firstOf } from "./first-of";

type Days = Schemas["Availability"];

const box = byId("first-times");
let shownFor = "";
let chosen = "";

/** The start that was chosen, if one was. */
export const chosenStart = (): string => chosen;

/** Shows the first free times of what is chosen, where anyone may book it. */
export function followFirstTimes(): void {
  const place = String(new FormData(form).get("location_id") ?? "");
  const option = byId<HTMLSelectElement>("service_id").selectedOptions[0];
  const asked = place && option?.dataset.online === "anyone" ? `${place} ${option.value}` : "";
  if (asked === shownFor) return;
  shownFor = asked;
  if (chosen) say(t("first.dropped"));
  chosen = "";
  box.hidden = true;
  if (asked && option) void show(asked, place, option.value);
}

/** They are only handy: where they cannot be had, the form is as it is without. */
async function show(asked: string, place: string, service: string): Promise<void> {
  try {
    const days = await daysOf(ask, place, service)();
    if (asked !== shownFor || !days?.times.length) return;
    box.replaceChildren(...content(days, nameOf(place)));
    box.hidden = false;
  } catch {
    // no times, no offer
  }
}

const nameOf = (place: string): string => {
  const card = form.querySelector(`input[name=location_id][value="${place}"] ~ span b`);
  return (
    card?.textContent ?? byId<HTMLSelectElement>("location_id").selectedOptions?.[0]?.text ?? ""
  );
};

function content({ times, zone }: Days, place: string): HTMLElement[] {
  const starts = firstOf(times);
  const title = element("h3", t("first.title"));
  title.id = "first-title";
  const list = element("ul");
  list.className = "starts";
  list.setAttribute("aria-labelledby", title.id);
  list.append(...starts.map((start) => line(start, zone)));
  const zones = [...new Set(starts.map((start) => zoneName(start, zone, READER.locale)))].join("/");
  const hint = element("p", `${t("first.hint")} ${t("times.zone", { place, zone: zones })}`);
  hint.className = "hint";
  return [title, hint, list];
}

function line(start: string, zone: string): HTMLElement {
  const button = element("button");
  button.className = "start";
  button.setAttribute("type", "button");
  button.setAttribute("aria-pressed", "false");
  const day = { weekday: "short", month: "short", day: "numeric" } as const;
  button.append(
    element("small", saidDay(start, zone, READER.locale, day)),
    " ",
    element("b", clock(start, zone, READER.locale)),
  );
  button.addEventListener("click", () => press(button, start, zone));
  const item = element("li");
  item.append(button);
  return item;
}

/** Chooses a time; pressed again, it is let go. */
function press(button: HTMLElement, start: string, zone: string): void {
  chosen = chosen === start ? "" : start;
  for (const each of box.querySelectorAll("button")) {
    const isIt = each === button && chosen === start;
    each.setAttribute("aria-pressed", String(isIt));
    each.classList.toggle("mine", isIt);
  }
  const time = saidWhen(start, zone, READER.locale);
  say(chosen ? t("first.chosen", { time }) : t("first.dropped"));
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
