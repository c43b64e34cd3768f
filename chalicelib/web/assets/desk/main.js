// The desk's page begins here.

import { forgetSession, session } from "./session.js";
import { showDesk } from "./shell.js";

if (session()) {
  showDesk(() => {
    forgetSession();
    window.location.reload();
  });
}
