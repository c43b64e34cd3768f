// What callers wrote in the form.

import type { JSX } from "preact";
import { dayAndClock } from "../../shared/time";
import { reasonSaid } from "../call-words";
import { desk } from "../desk";
import { t } from "../words";
import { AskedFor } from "./asked-by";
import type { Request, ShownRecord } from "./call-record";

/** What visitors typed is text, in its own direction, however long its words. */
export const TheirWords = ({ text }: { text: string }): JSX.Element => (
  <p class="text" dir="auto">
    {text}
  </p>
);

interface MessagesProps {
  record: ShownRecord;
  /** True where each says whose words it has: several people are on the number. */
  areNamed: boolean;
  /** True while any sign of danger in them waits for an answer. */
  areReadFirst: boolean;
  /** Read it once more. */
  onAgain: () => void;
}

/** All that the caller of a callback wrote, the newest first. */
export const Messages = ({
  record,
  areNamed,
  areReadFirst,
  onAgain,
}: MessagesProps): JSX.Element => (
  <div class="stack">
    {record.status === "reading" && <p class="quiet">{t("card.loading")}</p>}
    {record.status === "failed" && (
      <p class="row">
        {t("card.not_read")}
        <button type="button" class="second slim" onClick={onAgain}>
          {t("card.read_again")}
        </button>
      </p>
    )}
    {record.status === "read" && !record.requests.length && (
      <p class="quiet">{t("card.nothing_written")}</p>
    )}
    {[...record.requests].reverse().map((request) => (
      <Message
        key={request.request_id}
        request={request}
        isNamed={areNamed}
        isOwed={areReadFirst}
      />
    ))}
  </div>
);

interface MessageProps {
  request: Request;
  isNamed?: boolean;
  /** It may still be owed an answer. */
  isOwed?: boolean;
}

export const Message = ({
  request,
  isNamed = false,
  isOwed = false,
}: MessageProps): JSX.Element => (
  <article class="message">
    {isNamed && (
      <p>
        <bdi class="name">{request.name || t("card.no_name")}</bdi>
      </p>
    )}
    <p class="small quiet">
      {`${reasonSaid(request.service_id)}, `}
      <time dateTime={request.received_at}>
        {dayAndClock(request.received_at, desk.location.zone)}
      </time>
      {`, ${t("card.reference", { reference: request.reference })}`}
    </p>
    <AskedFor request={request} />
    {request.is_adult && <p class="small quiet">{t("card.is_adult")}</p>}
    {request.thinking_of_self_harm && <p class="badge late">{t("card.self_harm")}</p>}
    {isOwed && request.read_first && <p class="badge read-first">{t("card.read_first")}</p>}
    {request.message ? (
      <TheirWords text={request.message} />
    ) : (
      <p class="quiet">{t("card.no_message")}</p>
    )}
    {request.current_medication && (
      <>
        <p class="small quiet">{t("card.medication")}</p>
        <TheirWords text={request.current_medication} />
      </>
    )}
  </article>
);
