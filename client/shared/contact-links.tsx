// A number to tap, an address to write to.

import { Fragment, type JSX } from "preact";
import { phoneSaid } from "./phone";

export const PhoneLink = ({ phone, ...more }: { phone: string; class?: string }): JSX.Element => (
  <a href={`tel:${phone}`} {...more}>
    {phoneSaid(phone)}
  </a>
);

export const MailLink = ({ email }: { email: string }): JSX.Element => (
  <a href={`mailto:${encodeURIComponent(email)}`}>
    <Email of={email} />
  </a>
);

/** In a narrow place it goes on in another line between its parts, and within none of them. */
export const Email = ({ of: email }: { of: string }): JSX.Element => (
  <bdi>
    {email.split(/(?=[@.])/).map((part, at) => (
      <Fragment key={`${at} ${part}`}>
        {at > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </bdi>
);
