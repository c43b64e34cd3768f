// The screen locked: all that it shows is covered, nothing of it is lost.

import { h, newId } from "./dom";
import { beginSession } from "./session";
import { focusFirst, signIn } from "./signin";

const WHY = {
  idle: ["Locked", "Nobody has used this screen for a while."],
  over: ["Sign in again", "Your sign-in has run out."],
};

let covered = null;

export const isLocked = () => covered !== null;

/**
 * Cover everything until `staff` has signed in again; then all is as it was, typed notes too.
 * Somebody else who signs in gets a desk of their own, with nothing of this one.
 */
export function lock(why, staff) {
  const title = document.title;
  document.title = `${WHY[why][0]} – ${document.documentElement.dataset.clinic}`;
  return new Promise((opened) => {
    const done = (given) => {
      beginSession(given);
      if (staff && given.staff.staff_id !== staff.staff_id) return startAfresh();
      document.title = title;
      uncover();
      opened();
    };
    cover(why, staff, done);
  });
}

function cover(why, staff, done) {
  const id = newId("lock");
  const [title, reason] = WHY[why];
  const element = h(
    "dialog",
    { class: "lock", "aria-labelledby": id },
    h(
      "div",
      { class: "sign-in" },
      h("p", { class: "clinic", id }, title),
      h(
        "p",
        {},
        `${reason} What you typed is kept: it is there again when you have signed in.`,
        staff && h("span", { class: "quiet" }, " Somebody else begins with a desk of their own."),
      ),
      h("div", { class: "card" }, signIn({ email: staff?.email, done })),
    ),
  );
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
  document.body.classList.add("locked");
  document.body.append(element);
  open();
  watch.observe(document.body, { childList: true });
}

function uncover() {
  const { element, watch } = covered;
  covered = null;
  watch.disconnect();
  document.body.classList.remove("locked");
  element.close();
  element.remove();
}

function startAfresh() {
  const { pathname } = window.location;
  window.history.replaceState(null, "", pathname); // the address may name what was looked at
  window.location.reload();
}
