// The page of one appointment. Its id and token stand in the address's fragment, which no browser
// sends: #<appointment id>.<token>. They go out in a path without meaning and in a header.

import { render } from "preact";
import { ask, clinic } from "./ask";
import { switchKeeps } from "./links";
import { Managed } from "./manage/manage-appointment";
import { ManagePage } from "./manage/manage-page";
import { namedBy } from "./named";
import { byId, LANGUAGE } from "./page";
import "./open-now";

const named = () => namedBy(window.location.hash);
const managed = new Managed({ ask, clinic, language: LANGUAGE, named });
const box = byId("visit");
box.replaceChildren();
render(<ManagePage managed={managed} />, box);

switchKeeps(window.location.hash);
window.addEventListener("hashchange", () => window.location.reload());
void managed.open();
