// What is known of somebody or something, and how a person is reached.

import type { ComponentChildren, JSX } from "preact";
import { phoneSaid } from "../call-words";

/** A number to tap. */
export function PhoneLink({ phone, ...props }: { phone: string; class?: string }): JSX.Element {
  return (
    <a href={`tel:${phone}`} {...props}>
      {phoneSaid(phone)}
    </a>
  );
}

/** An address to write to. */
export function MailLink({ email }: { email: string }): JSX.Element {
  return (
    <a href={`mailto:${encodeURIComponent(email)}`}>
      <bdi>{email}</bdi>
    </a>
  );
}

export type Fact = readonly [name: string, value: ComponentChildren];

/** What is known, by name; what is not known is left out. */
export function Facts({ facts }: { facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="visit-facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
