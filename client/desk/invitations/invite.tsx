// Invites somebody to book one service online: by email, or with the link in hand.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { linkTo } from "../api";
import { CopyButton } from "../card/copy-button";
import { desk } from "../desk";
import { explain } from "../say";
import { serviceName, servicesHere } from "../sheet";
import { openDialog } from "../ui/dialog";
import { DialogForm, Shown } from "../ui/dialog-form";
import { Field, options } from "../ui/field";
import { t } from "../words";
import { once } from "../writes";

type Invitation = Schemas["StaffInvitationView"];

const NAMES = ["service_id", "by_email", "language"] as const;
type Name = (typeof NAMES)[number];

export interface Guest {
  person_id: string;
  /** Their address, if one is known. */
  email?: string | null | undefined;
  /** The screen doesn't tell if one is known. */
  isEmailUnknown?: boolean;
}

/** Ask what for, and how they hear of it; `invited()` is called once they are. */
export function openInvite(guest: Guest, invited?: () => void): void {
  const send = once<Invitation>(`people/${guest.person_id}/invitations`);
  openDialog<never>({
    title: t("invite.title"),
    content: (dialog) => (
      <DialogForm
        names={NAMES}
        text={t("invite.text")}
        yes={t("invite.yes")}
        close={() => dialog.close()}
        fields={(wrong) => <InviteFields guest={guest} wrong={wrong} />}
        send={async (given) => {
          const isSpanish = given("language") === "es";
          const { data } = await send({
            location_id: desk.location.location_id,
            service_id: given("service_id"),
            by_email: given("by_email") === "yes",
            language: isSpanish ? "es" : "en",
          });
          invited?.();
          return <Made invitation={data} language={isSpanish ? "es" : "en"} />;
        }}
      />
    ),
  });
}

interface InviteFieldsProps {
  guest: Guest;
  wrong: Partial<Record<Name, string>>;
}

const InviteFields = ({
  guest: { email, isEmailUnknown },
  wrong,
}: InviteFieldsProps): JSX.Element => (
  <>
    <Field
      label={t("invite.service")}
      wrong={wrong.service_id}
      control={(props) => (
        <select name="service_id" autofocus {...props}>
          {options(invitable())}
        </select>
      )}
    />
    <Field
      label={t("invite.language")}
      wrong={wrong.language}
      control={(props) => (
        <select name="language" {...props}>
          {options([
            ["en", t("card.language.en")],
            ["es", t("card.language.es")],
          ])}
        </select>
      )}
    />
    {email || isEmailUnknown ? (
      <label class="tick">
        <input type="checkbox" name="by_email" value="yes" defaultChecked />
        <span>
          {email ? (
            <>
              {t("invite.by_email")} <bdi>{email}</bdi>
            </>
          ) : (
            t("invite.by_email_if_known")
          )}
        </span>
      </label>
    ) : (
      <p class="quiet">{t("invite.no_email")}</p>
    )}
  </>
);

/** What can be booked online at all; the rest the clinic books itself. */
const invitable = (): [string, string][] =>
  servicesHere()
    .filter(({ online }) => online !== "nobody")
    .map(({ service_id, name }) => [service_id, name]);

/** Invite to this very service, by email if an address is known, with nothing more to choose. */
export async function inviteTo(
  guest: Guest,
  serviceId: string,
  language: "en" | "es",
): Promise<void> {
  const send = once<Invitation>(`people/${guest.person_id}/invitations`);
  try {
    const { data } = await send({
      location_id: desk.location.location_id,
      service_id: serviceId,
      by_email: true,
      language,
    });
    openDialog<never>({
      title: t("invite.to", { service: serviceName(serviceId) }),
      content: (dialog) => (
        <Shown close={() => dialog.close()}>
          <Made invitation={data} language={language} />
        </Shown>
      ),
    });
  } catch (failure) {
    explain(failure);
  }
}

interface MadeProps {
  invitation: Invitation;
  language: "en" | "es";
}

/** The link is shown this once: whoever has it can book. */
function Made({ invitation, language }: MadeProps): JSX.Element {
  const { invitation_id: id, token, valid_until: until, is_emailed } = invitation;
  const link = linkTo(`book?lang=${language}#${id}.${token}`);
  const when = dayAndClock(until, desk.location.zone);
  return (
    <>
      <p>{t(is_emailed ? "invite.emailed" : "invite.not_emailed")}</p>
      <p class="quiet">{t("invite.good_until", { when })}</p>
      <CopyButton words={t("invite.copy")} text={link} done={t("invite.copied")} />
    </>
  );
}
