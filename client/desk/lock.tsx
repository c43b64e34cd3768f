// The screen locked: all that it shows is covered, nothing of it is lost.

import { type JSX, render } from "preact";
import type { Schemas } from "../shared/api";
import { LastLook } from "./last-look";
import { entitle, retitle, titleNow } from "./page";
import { nowCovered } from "./presence";
import { beginSession, type Staff, type Why } from "./session";
import { focusFirst, SignIn } from "./sign-in/sign-in";
import { t } from "./words";

const TITLES = { idle: "session.locked", over: "session.sign_in_again" } as const;
const REASONS = { idle: "session.nobody_here", over: "session.ended" } as const;
const TITLE_ID = "lock-title";

interface Covered {
  element: HTMLDialogElement;
  watch: MutationObserver;
}

let covered: Covered | null = null;

export const isLocked = (): boolean => covered !== null;

/**
 * Cover everything until `staff` has signed in again; then all is as it was, typed notes too.
 * Somebody else who signs in gets a desk of their own, with nothing of this one.
 */
export function lock(why: Why, staff: Staff | null): Promise<void> {
  const title = titleNow();
  entitle(t(TITLES[why]));
  return new Promise((opened) => {
    const done = (given: Schemas["Session"]) => {
      beginSession(given);
      if (staff && given.staff.staff_id !== staff.staff_id) {
        startAfresh();
        return;
      }
      retitle(title);
      uncover();
      opened();
    };
    cover(<Cover why={why} staff={staff} done={done} />);
  });
}

interface CoverProps {
  why: Why;
  staff: Staff | null;
  done: (given: Schemas["Session"]) => void;
}

const Cover = ({ why, staff, done }: CoverProps): JSX.Element => (
  <div class="sign-in">
    <p class="clinic" id={TITLE_ID}>
      {t(TITLES[why])}
    </p>
    <p>
      {t(REASONS[why])} {t("session.typed_is_there")}
      {staff && <span class="quiet"> {t("session.somebody_else")}</span>}
    </p>
    <LastLook />
    <div class="card">
      <SignIn email={staff?.email ?? ""} done={done} />
    </div>
  </div>
);

function cover(content: JSX.Element): void {
  const element = document.createElement("dialog");
  element.className = "lock";
  element.setAttribute("aria-labelledby", TITLE_ID);
  const open = () => {
    element.showModal();
    focusFirst(element);
  };
  element.addEventListener("cancel", (event) => event.preventDefault());
  element.addEventListener("close", () => covered && open());
  // A dialog that opens behind the cover would lie above it: the cover goes on top again.
  const watch = new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]);
    if (added.some((node) => node.nodeName === "DIALOG")) element.close();
  });
  covered = { element, watch };
  nowCovered(true);
  document.body.classList.add("locked");
  render(content, element);
  document.body.append(element);
  open();
  watch.observe(document.body, { childList: true });
}

function uncover(): void {
  if (!covered) return;
  const { element, watch } = covered;
  covered = null;
  watch.disconnect();
  document.body.classList.remove("locked");
  nowCovered(false);
  element.close();
  render(null, element);
  element.remove();
}

function startAfresh(): void {
  const { pathname } = window.location;
  window.history.replaceState(null, "", pathname); // the address may name what was looked at
  window.location.reload();
}
