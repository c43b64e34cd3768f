// The page of one place on the waitlist. Its id and token stand in the address's fragment, which no
// browser sends: #<entry id>.<token>. They go out in a path without meaning and in a header.

import { effect } from "@preact/signals";
import { render } from "preact";
import { ask, clinic } from "./ask";
import { addressOfBooked } from "./book/booked";
import { stayAt, switchKeeps } from "./links";
import { namedBy } from "./named";
import { byId, LANGUAGE } from "./page";
import { EntryPage } from "./waitlist/entry-page";
import { OwnEntry } from "./waitlist/own-entry";
import "./open-now";

const named = namedBy(window.location.hash);
const entry = new OwnEntry({ ask, clinic, language: LANGUAGE, named });
effect(() => {
  const step = entry.step.value;
  if (step.name === "taken") stayAt(addressOfBooked(step.appointment));
});
const box = byId("visit");
box.replaceChildren();
render(<EntryPage entry={entry} />, box);

switchKeeps(window.location.hash);
window.addEventListener("hashchange", () => window.location.reload());
void entry.open();
