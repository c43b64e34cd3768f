// Have a message sent once more. Pressed twice, it goes once.

import type { Schemas } from "../../shared/api";
import { explain, say } from "../say";
import { t } from "../words";
import { change } from "../writes";

type Seen = Pick<Schemas["MessageShown"], "message_id" | "asked_again">;

/** Whether it is on its way. `seen` is the message as it was shown when the button was pressed. */
export async function sendAgain({ message_id: id, asked_again }: Seen): Promise<boolean> {
  try {
    await change(`messages/${id}/send-again`, { asked_again });
    say(t("message.again"));
    return true;
  } catch (failure) {
    explain(failure);
    return false;
  }
}
