// The desk's page begins here.

import { desk } from "./desk";
import { watchIdle } from "./idle";
import { isLocked, lock } from "./lock";
import { beginSession, endSession, session, signedInAgain, signInWith } from "./session";
import { showDesk } from "./shell";
import { showSignIn } from "./signin";
import { onTold, tell } from "./tabs";

let staff = null; // whose desk this is, until the page is left

async function begin() {
  ({ staff } = session());
  await showDesk(leave);
  watchIdle(desk.clinic.automatic_logoff_minutes, () => away("idle"), isLocked);
  onTold("out", () => away("over"));
}

/** Lock the screen: whoever sits down here next has to say who they are. */
async function away(why) {
  endSession();
  await signedInAgain(why);
}

/** Sign out: the page is left with all that it shows. */
async function leave() {
  tell("out");
  await endSession();
  window.location.reload();
}

signInWith((why) => lock(why, staff));
if (session()) begin();
else
  showSignIn(document.getElementById("desk"), (given) => {
    beginSession(given);
    begin();
  });
