// The desk's page begins here.

import { introduceMyself } from "./colleagues";
import { allowSound } from "./crisis/crisis-sound";
import { watchForCrises } from "./crisis/crisis-watch";
import { desk } from "./desk";
import { showDesk } from "./frame/show-desk";
import { watchIdle } from "./idle";
import { keepDays } from "./keep-days";
import { isLocked, lock } from "./lock";
import {
  beginSession,
  endSession,
  type Staff,
  session,
  signedInAgain,
  signInWith,
} from "./session";
import { showSignIn } from "./sign-in/sign-in-page";
import { onTold, tell } from "./tabs";
import { followTheme } from "./theme";

let staff: Staff | null = null; // whose desk this is, until the page is left

async function begin(who: Staff): Promise<void> {
  staff = who;
  await showDesk(who, leave);
  watchIdle({
    minutes: desk.clinic.automatic_logoff_minutes,
    lock: () => away("idle"),
    isLocked,
  });
  onTold("out", () => away("over"));
  allowSound();
  watchForCrises();
  keepDays();
  introduceMyself();
}

/** Lock the screen: whoever sits down here next has to say who they are. */
async function away(why: "idle" | "over"): Promise<void> {
  endSession();
  await signedInAgain(why);
}

/** Sign out: the page is left with all that it shows. */
async function leave(): Promise<void> {
  tell("out");
  await endSession();
  window.location.reload();
}

followTheme();
signInWith((why) => lock(why, staff));
const kept = session();
if (kept) begin(kept.staff);
else
  showSignIn((given) => {
    beginSession(given);
    begin(given.staff);
  });
