// The page of one place on the waitlist: how it stands, what is offered, the way off the list.

import type { ComponentChildren, JSX } from "preact";
import { PhoneLink } from "../../shared/contact-links";
import { Booked } from "../book/booked";
import { CopyLink } from "../copy-link";
import { PAGE, t } from "../page";
import { Failed, Loading, NoSuch } from "../page-states";
import { Around, Press, useTurn } from "../parts";
import type { Place } from "../places";
import { Title } from "../title";
import { EntryFacts } from "./entry-facts";
import { OfferPart } from "./offer-part";
import type { OwnEntry, Seen, Step } from "./own-entry";

export function EntryPage({ entry }: { entry: OwnEntry }): JSX.Element {
  const step = entry.step.value;
  return <Shown key={useTurn(step)} entry={entry} step={step} />;
}

interface ShownProps {
  entry: OwnEntry;
  step: Step;
}

function Shown({ entry, step }: ShownProps): JSX.Element {
  switch (step.name) {
    case "loading":
      return <Loading title="waitlist.title" text="waitlist.loading" />;
    case "incomplete":
      return <NoSuch title="waitlist.incomplete" text="waitlist.incomplete_text" />;
    case "unknown":
      return <NoSuch title="waitlist.unknown" text="waitlist.unknown_text" />;
    case "failed":
      return <Failed title="waitlist.failed" text="waitlist.failed_text" again={step.again} />;
    default:
      return entry.seen.value ? (
        <OfOne entry={entry} step={step} seen={entry.seen.value} />
      ) : (
        <Loading title="waitlist.title" text="waitlist.loading" />
      );
  }
}

interface OfOneProps extends ShownProps {
  seen: Seen;
}

/** What is shown of a place that was read. */
function OfOne({ entry, step, seen }: OfOneProps): JSX.Element | null {
  switch (step.name) {
    case "seen":
      return <SeenEntry entry={entry} step={step} seen={seen} />;
    case "leaving":
      return <AskToLeave entry={entry} />;
    case "unsure":
      return <Unsure again={step.again} label={step.label} place={seen.place} />;
    case "taken":
      return (
        <>
          <Title>{t("book.booked")}</Title>
          <Booked appointment={step.appointment} place={seen.place} service={seen.service} />
        </>
      );
    default:
      return null;
  }
}

interface UnsureProps {
  again(): Promise<void>;
  label: string;
  place: Place;
}

const Unsure = ({ again, label, place }: UnsureProps): JSX.Element => (
  <>
    <Title>{t("waitlist.unsure")}</Title>
    <p>
      <OrCall text="waitlist.unsure_text" place={place} />
    </p>
    <Press class="first" busy={t(label)} onPress={again}>
      {t("times.again")}
    </Press>
  </>
);

const OrCall = ({ text, place }: { text: string; place: Place }): JSX.Element => (
  <Around text={text} hole="phone">
    <PhoneLink phone={place.phone} class="phone" />
  </Around>
);

interface SeenEntryProps {
  entry: OwnEntry;
  step: Extract<Step, { name: "seen" }>;
  seen: Seen;
}

function SeenEntry({ entry, step, seen }: SeenEntryProps): JSX.Element {
  const { state, offer } = seen.entry;
  const { told } = step;
  if (state === "waiting" || state === "offered")
    return (
      <>
        <Title describedBy={told ? "told" : undefined}>
          {t(offer ? "waitlist.offered" : "wait.joined")}
        </Title>
        {told && (
          <p class="told" id="told">
            <OrCall text={told} place={seen.place} />
          </p>
        )}
        {offer ? (
          <OfferPart entry={entry} seen={seen} offer={offer} />
        ) : (
          <p>{t("waitlist.waiting_text")}</p>
        )}
        <EntryFacts seen={seen} />
        <p>
          <CopyLink address={window.location.href} />
        </p>
        <p class="hint">{t("wait.open_hint")}</p>
        <div class="changes">
          <button type="button" class="second" onClick={() => entry.askToLeave()}>
            {t("waitlist.leave")}
          </button>
        </div>
      </>
    );
  return (
    <Ended state={state} place={seen.place} told={told === "waitlist.offer_gone" && t(told)} />
  );
}

interface EndedProps {
  state: "booked" | "left" | "unanswered" | "over";
  place: Place;
  told: ComponentChildren;
}

const ENDED = {
  booked: ["waitlist.booked", "waitlist.booked_text"],
  left: ["waitlist.left", "waitlist.left_text"],
  unanswered: ["waitlist.unanswered", "waitlist.unanswered_text"],
  over: ["waitlist.over", "waitlist.over_text"],
} as const;

function Ended({ state, place, told }: EndedProps): JSX.Element {
  const [title, text] = ENDED[state];
  return (
    <>
      <Title>{t(title)}</Title>
      {told && <p class="told">{told}</p>}
      <p>
        <OrCall text={text} place={place} />
      </p>
      {(state === "left" || state === "over") && (
        <a class="first button" href={PAGE.base + window.location.search}>
          {t("waitlist.request")}
        </a>
      )}
    </>
  );
}

const AskToLeave = ({ entry }: { entry: OwnEntry }): JSX.Element => (
  <>
    <Title>{t("waitlist.leave_sure")}</Title>
    <p>{t("waitlist.leave_text")}</p>
    <Press class="first alarming" busy={t("waitlist.saving")} onPress={() => entry.leave()}>
      {t("waitlist.leave_yes")}
    </Press>
    <Press class="second" onPress={() => entry.open()}>
      {t("waitlist.leave_no")}
    </Press>
  </>
);
