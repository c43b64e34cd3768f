// The form with script: the same fields to the same route, as JSON, without leaving the page.
// Without this script the browser sends the form by itself; nothing here is needed for that.

import { newKey } from "../shared/keys";
import { forgetDraft, keepDraft, restoreDraft } from "./form/draft";
import { clearErrors, forgetMended, takeOverErrors } from "./form/errors";
import { field, fields, form, isBox, say } from "./form/fields";
import { followFirstTimes } from "./form/first-times";
import { followDistress, followLocation, followMedication, followSomeoneElse } from "./form/follow";
import { countMessage } from "./form/message-length";
import { pressSend } from "./form/send";
import { unfoldWhatIsFilled } from "./form/unfold";
import { byId, READER, t } from "./page";
import { cityOf } from "./said-times";
import "./framed";
import "./open-now";

// A browser that says UTC keeps its secret: times are then the location's, as the server takes them.
const NO_PLACE = /^((Etc\/)?(UTC|UCT|GMT([+-]?0)?|Zulu|Universal|Greenwich|Unknown)|Factory)$/;

function followAll(): void {
  followLocation();
  followFirstTimes();
  followMedication();
  followSomeoneElse();
  followDistress();
  countMessage();
}

function erase(): void {
  if (!confirm(t("typing.erase_sure"))) return;
  for (const element of fields()) {
    if (element.type === "hidden") continue;
    if (isBox(element)) element.checked = false;
    else element.value = "";
  }
  field("idempotency_key").value = newKey();
  forgetDraft();
  clearErrors();
  followAll();
  say(t("typing.erased"));
  byId("name").focus();
}

const nameOf = (event: Event): string => (event.target as HTMLInputElement).name;

if (READER.zone && !NO_PLACE.test(READER.zone)) {
  field("time_zone").value = READER.zone;
  byId("zone-hint").textContent = t("typing.zone", { place: cityOf(READER.zone) });
}
if (!("kept" in form.dataset)) restoreDraft();
unfoldWhatIsFilled();
takeOverErrors();
followAll();
say("");

form.addEventListener("change", (event) => {
  const name = nameOf(event);
  if (name === "location_id") followLocation();
  if (name === "location_id" || name === "service_id") followFirstTimes();
  if (name === "screening") followMedication();
  if (name === "for_someone_else") followSomeoneElse(true);
  if (name === "thinking_of_self_harm") followDistress(true);
  forgetMended();
});
form.addEventListener("input", (event) => {
  if (nameOf(event) === "message") countMessage();
  forgetMended();
  keepDraft();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void pressSend();
});
byId("erase").addEventListener("click", erase);
