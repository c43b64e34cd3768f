// What a visitor sent, as they typed it.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { Fact } from "../appointment";
import { READER, t } from "../page";
import { saidWhen } from "../said-times";

export interface KeptRequestProps {
  request: Schemas["RequestView"];
  /** The service's name. */
  service: string;
}

export function KeptRequest({ request, service }: KeptRequestProps): JSX.Element {
  const { name, phone, email, message, received_at, location } = request;
  return (
    <section class="typed" aria-labelledby="typed-title">
      <h2 id="typed-title">{t("kept.sent")}</h2>
      <dl class="facts">
        <Fact name={t("kept.name")}>
          <bdi>{name}</bdi>
        </Fact>
        {phone && <Fact name={t("kept.phone")}>{phone}</Fact>}
        {email && <Fact name={t("kept.email")}>{email}</Fact>}
        <Fact name={t("kept.service")}>{service}</Fact>
        <Fact name={t("kept.at")}>{saidWhen(received_at, location.zone, READER.locale)}</Fact>
        {message && (
          <Fact name={t("kept.message")}>
            <span class="message" dir="auto">
              {message}
            </span>
          </Fact>
        )}
      </dl>
    </section>
  );
}
