// What follows from a choice: the services of a location, its days, a question more, help at once.

import { byId, t } from "../page";
import { form, isChecked, part, say } from "./fields";

const service = byId<HTMLSelectElement>("service_id");
const everyService = [...service.options];
const told = new Map(everyService.map((option) => [option, option.textContent]));

const chosenPlace = (): string => String(new FormData(form).get("location_id") ?? "");
const isAt = (element: HTMLElement, place: string): boolean =>
  !place || !element.dataset.at || element.dataset.at.split(" ").includes(place);

/** Leaves the services and days that the chosen location has. */
export function followLocation(): void {
  const place = chosenPlace();
  const wanted = service.value;
  const offered = everyService.filter((option) => isAt(option, place));
  for (const option of offered)
    option.textContent = (place && option.dataset.name) || told.get(option) || "";
  service.replaceChildren(...offered);
  service.value = offered.some((option) => option.value === wanted) ? wanted : "";
  for (const chip of form.querySelectorAll<HTMLElement>(".chip")) {
    chip.hidden = !isAt(chip, place);
    const box = chip.querySelector("input");
    if (chip.hidden && box) box.checked = false;
  }
}

/** Asks which medication, where there is any. */
export function followMedication(): void {
  part(".medication").hidden = !isChecked("screening-current-medication");
}

/** Asks who would come in, where that is somebody else; a name that stands there says so. */
export function followSomeoneElse(justNow = false): void {
  const box = byId<HTMLInputElement>("for_someone_else");
  if (!justNow && byId<HTMLInputElement>("on_behalf_of").value) box.checked = true;
  part(".someone-else").hidden = !box.checked;
}

/** Shows help beside the box; tells of it when it was just ticked. */
export function followDistress(justNow = false): void {
  const ticked = isChecked("thinking_of_self_harm");
  document.querySelector(".helpline")?.classList.toggle("alarmed", ticked);
  part(".when-ticked").hidden = !ticked;
  if (justNow && ticked) say(t("typing.help"));
}
