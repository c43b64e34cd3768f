// Parts of the card as elements, for the views that are no components yet.

import type { JSX } from "preact";
import { mount } from "../ui/mount";
import type { Request } from "./call-record";
import { CopyButton } from "./copy-button";
import { Message, TheirWords } from "./messages";
import { Timeline } from "./timeline";

function element(looks: string, content: JSX.Element): HTMLElement {
  const place = document.createElement("div");
  place.className = looks;
  mount(place, content);
  return place;
}

export const theirWords = (text: string) => element("", <TheirWords text={text} />);

export const copyButton = (words: string, text: string, done: string) =>
  element("", <CopyButton words={words} text={text} done={done} />);

export const messages = (requests: Request[]) =>
  element(
    "",
    <div class="stack">
      {[...requests].reverse().map((request) => (
        <Message key={request.request_id} request={request} />
      ))}
    </div>,
  );

export const timeline = (path: string) => element("stack", <Timeline path={path} />);
