// A number to tap, an address to write to.

import type { JSX } from "preact";
import { phoneSaid } from "./phone";

export const PhoneLink = ({ phone, ...more }: { phone: string; class?: string }): JSX.Element => (
  <a href={`tel:${phone}`} {...more}>
    {phoneSaid(phone)}
  </a>
);

export const MailLink = ({ email }: { email: string }): JSX.Element => (
  <a href={`mailto:${encodeURIComponent(email)}`}>
    <bdi>{email}</bdi>
  </a>
);
