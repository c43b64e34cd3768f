// What a person was told by email, and what became of it.

import type { JSX } from "preact";
import { MessageList } from "../messages/message-list";
import { useUniqueId } from "../ui/hooks";
import { t } from "../words";

export function PersonMessages({ personId }: { personId: string }): JSX.Element {
  const id = useUniqueId();
  return (
    <section class="card stack" aria-labelledby={id}>
      <h3 id={id}>{t("message.title")}</h3>
      <MessageList path={`people/${personId}/messages`} />
    </section>
  );
}
