// Who is to be called, how, and what they allow.

import type { JSX } from "preact";
import { MailLink, PhoneLink } from "../../shared/contact-links";
import { languageSaid } from "../call-words";
import { t } from "../words";
import { wishesSaid } from "./caller-times";
import { CopyButton } from "./copy-button";
import type { CallbackCard } from "./held-call";

interface ReachProps {
  card: CallbackCard;
  /** Nobody has to be called, so what that needs is left out. */
  isOnLine: boolean;
}

export const ReachCaller = ({ card, isOnLine }: ReachProps): JSX.Element => (
  <div class="stack tight">
    {card.phone ? (
      <PhoneNumber phone={card.phone} extension={card.phone_extension} />
    ) : (
      <p>{t("card.no_phone")}</p>
    )}
    <Details card={card} isOnLine={isOnLine} />
  </div>
);

interface PhoneNumberProps {
  phone: string;
  extension: string | null | undefined;
}

const PhoneNumber = ({ phone, extension }: PhoneNumberProps): JSX.Element => (
  <p class="row">
    <PhoneLink phone={phone} class="number figure" />
    {extension && (
      <span>
        {t("card.extension")} <bdi>{extension}</bdi>
      </span>
    )}
    <CopyButton words={t("card.copy")} text={phone} done={t("card.number_copied")} />
  </p>
);

const DEAR = { "premium-rate": t("card.premium_rate"), satellite: t("card.satellite") } as const;

/** The hours that the one person on this number wished for; of several, each has theirs by name. */
const theirWishes = ({ people }: CallbackCard): string[] =>
  people.length === 1 ? wishesSaid(people[0]?.occasions ?? [], Date.now()) : [];

const Details = ({ card, isOnLine }: ReachProps): JSX.Element => (
  <ul class="facts">
    {card.phone_kind && (
      <li>
        <span class="badge late">{DEAR[card.phone_kind]}</span>
      </li>
    )}
    {!isOnLine && (
      <li>
        {card.may_leave_voicemail ? (
          <span class="badge good">{t("card.voicemail_ok")}</span>
        ) : (
          <span class="badge late">{t("card.voicemail_no")}</span>
        )}
      </li>
    )}
    {card.email && (
      <li>
        <MailLink email={card.email} />
      </li>
    )}
    {card.language && <li>{t("card.speaks", { language: languageSaid(card.language) })}</li>}
    {theirWishes(card).map((wish) => (
      <li key={wish}>{wish}</li>
    ))}
  </ul>
);
