// A number to tap, an address to write to.

import type { JSX } from "preact";
import { phoneSaid } from "../call-words";

export const PhoneLink = ({ phone, ...more }: { phone: string; class?: string }): JSX.Element => (
  <a href={`tel:${phone}`} class={more.class}>
    {phoneSaid(phone)}
  </a>
);

export const MailLink = ({ email }: { email: string }): JSX.Element => (
  <a href={`mailto:${encodeURIComponent(email)}`}>
    <bdi>{email}</bdi>
  </a>
);
