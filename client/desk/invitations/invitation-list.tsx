// The invitations of a person: open, used, withdrawn, expired; an open one can be withdrawn.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { bySaid } from "../call-words";
import { desk } from "../desk";
import { explain, say } from "../say";
import { serviceName } from "../sheet";
import { ask } from "../ui/dialog";
import { useUniqueId } from "../ui/hooks";
import { Press } from "../ui/press";
import { t } from "../words";
import { change } from "../writes";
import { type Guest, openInvite } from "./invite";

type Invitation = Schemas["StaffInvitationView"];

export interface InvitationListProps {
  guest: Guest;
  invitations: Invitation[];
  /** Called once one was made or withdrawn. */
  changed(): void;
}

const KEY = "v";

export function InvitationList({ guest, invitations, changed }: InvitationListProps): JSX.Element {
  const id = useUniqueId();
  return (
    <section class="card stack" aria-labelledby={id}>
      <div class="row apart">
        <h3 id={id}>{t("invite.list")}</h3>
        <Press shortcut={KEY} isKeyShown act={() => openInvite(guest, changed)}>
          {t("invite.open")}
        </Press>
      </div>
      {invitations.length === 0 && <p class="quiet">{t("find.none")}</p>}
      {invitations.length > 0 && (
        <ul class="stack tight">
          {invitations.map((each) => (
            <InvitationLine key={each.invitation_id} invitation={each} changed={changed} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface LineProps {
  invitation: Invitation;
  changed(): void;
}

function InvitationLine({ invitation, changed }: LineProps): JSX.Element {
  const { state, service_id, invited_at, invited_by, valid_until, is_emailed } = invitation;
  const { zone } = desk.location;
  const service = serviceName(service_id);
  const facts = {
    when: dayAndClock(invited_at, zone),
    who: bySaid(invited_by),
    until: dayAndClock(valid_until, zone),
  };
  return (
    <li class="row apart">
      <span>
        <span class="badge">{t(`invite.state.${state}`)}</span> {service}
        <span class="quiet small">
          {` ${t("invite.made", facts)}`}
          {state === "open" && ` ${t("invite.until", facts)}`}
          {is_emailed && ` ${t("invite.by_mail")}`}
        </span>
      </span>
      {state === "open" && (
        <Press act={() => withdraw(invitation, changed)}>
          {t("invite.withdraw")}
          <span class="unseen"> {service}</span>
        </Press>
      )}
    </li>
  );
}

async function withdraw({ invitation_id: id }: Invitation, changed: () => void): Promise<void> {
  const question = {
    title: t("invite.sure.title"),
    text: t("invite.sure.text"),
    yes: t("invite.sure.yes"),
  };
  if (!(await ask({ ...question, grave: true }))) return;
  try {
    await change<Invitation>(`staff/invitations/${id}/withdraw`);
    say(t("invite.withdrawn"));
  } catch (failure) {
    explain(failure);
  }
  changed();
}
