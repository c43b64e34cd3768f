// The page of everything that a visitor has with the clinic: they type who they are, then the code
// that went to their address.

import { render } from "preact";
import { ask, clinic } from "./ask";
import { forgetCode, keepCode, keptCode } from "./mine/kept-code";
import { MinePage } from "./mine/mine-page";
import { OwnThings } from "./mine/own-things";
import { byId, LANGUAGE } from "./page";
import "./open-now";

const kept = { read: keptCode, keep: keepCode, forget: forgetCode };
const box = byId("mine");
const isMailOff = "mailOff" in box.dataset;
const own = new OwnThings({ ask, clinic, kept, language: LANGUAGE, isMailOff });
box.replaceChildren();
render(<MinePage own={own} />, box);
void own.open();
