// The part of the page that books: a step at a time, each with its heading.

import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { PhoneLink } from "../../shared/contact-links";
import { phoneSaid } from "../../shared/phone";
import { whenAt } from "../appointment";
import { t } from "../page";
import { Around, Press, useTurn } from "../parts";
import { Times } from "../times/week";
import { Booked } from "./booked";
import { HeldTime } from "./held-time";
import type { Booking, Step } from "./hold-and-book";
import { Joined, JoinWaitlist } from "./join-waitlist";

export interface BookingPartProps {
  booking: Booking;
  /** They are called all the same, whatever they book. */
  isCalled?: boolean;
}

export function BookingPart({ booking, isCalled = false }: BookingPartProps): JSX.Element {
  const step = booking.step.value;
  const turn = useTurn(step);
  const [said, setSaid] = useState({ turn, text: "" });
  return (
    <section
      class={step.name === "booked" || step.name === "joined" ? "part book done" : "part book"}
      aria-labelledby="book-title"
    >
      <Heading key={turn} go={turn > 0}>
        {t(TITLES[step.name])}
      </Heading>
      <Content
        key={`${turn}-content`}
        booking={booking}
        isCalled={isCalled}
        step={step}
        say={(text) => setSaid({ turn, text })}
      />
      <p class="status" role="status">
        {said.turn === turn && said.text}
      </p>
    </section>
  );
}

const TITLES: Record<Step["name"], string> = {
  offer: "times.title",
  choose: "times.choose",
  holding: "times.choose",
  held: "book.held",
  lapsed: "book.lapsed",
  unsure: "times.choose",
  booked: "book.booked",
  join: "wait.join_title",
  joined: "wait.joined",
  over: "invited.over",
  closed: "book.closed",
};

function Heading(props: { go: boolean; children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  const go = useRef(props.go);
  useLayoutEffect(() => {
    if (go.current) heading.current?.focus();
  }, []);
  return (
    <h2 id="book-title" tabIndex={-1} ref={heading}>
      {props.children}
    </h2>
  );
}

interface ContentProps extends Required<BookingPartProps> {
  step: Step;
  /** Tells those who hear the page. */
  say(text: string): void;
}

function Content({ booking, isCalled, step, say }: ContentProps): JSX.Element {
  switch (step.name) {
    case "offer":
      return <Offer booking={booking} />;
    case "choose":
      return <Choice booking={booking} />;
    case "holding":
      return <p class="hint">{t("book.keeping", { time: whenAt(step.start, booking.place) })}</p>;
    case "held":
      return <HeldTime {...step} booking={booking} say={say} />;
    case "lapsed":
      return <Lapsed booking={booking} start={step.start} />;
    case "unsure":
      return <Unsure booking={booking} step={step} />;
    case "booked":
      return <Booked {...step} isCalled={isCalled} />;
    case "join":
      return <JoinWaitlist booking={booking} />;
    case "joined":
      return <Joined entry={step.entry} />;
    case "closed":
      return <Closed booking={booking} why={step.why} />;
    case "over":
      return <p>{t("invited.over_text")}</p>;
  }
}

const Closed = ({ booking, why }: { booking: Booking; why: string }): JSX.Element => (
  <p>
    <Around text={why} hole="phone">
      <PhoneLink phone={booking.place.phone} class="phone" />
    </Around>
  </p>
);

const Offer = ({ booking }: { booking: Booking }): JSX.Element => (
  <>
    <p>{t("times.offer")}</p>
    <button type="button" class="second" onClick={() => booking.choose()}>
      {t("times.see")}
    </button>
  </>
);

function Choice({ booking }: { booking: Booking }): JSX.Element {
  const { times, place, told } = booking;
  const phone = phoneSaid(place.phone);
  const said = told.value && t(told.value.what, { time: whenAt(told.value.start, place), phone });
  const isShown = times.shown.value.state === "week";
  return (
    <>
      <Times
        times={times}
        place={place}
        said={said ?? ""}
        choose={(start) => booking.hold(start)}
      />
      {booking.booker.wait && isShown && <NoneFits booking={booking} />}
    </>
  );
}

const NoneFits = ({ booking }: { booking: Booking }): JSX.Element => (
  <div class="none">
    <p>{t("wait.none_fits")}</p>
    <button type="button" class="second" onClick={() => booking.join()}>
      {t("wait.join")}
    </button>
  </div>
);

const Lapsed = ({ booking, start }: { booking: Booking; start: string }): JSX.Element => (
  <>
    <p>{t("book.lapsed_text")}</p>
    <p class="when">{whenAt(start, booking.place)}</p>
    <Press class="first" onPress={() => booking.hold(start)}>
      {t("book.lapsed_again")}
    </Press>
    <OtherTime booking={booking} label="book.other" />
  </>
);

export const OtherTime = ({ booking, label }: { booking: Booking; label: string }): JSX.Element => (
  <button type="button" class="second" onClick={() => booking.choose()}>
    {t(label)}
  </button>
);

interface UnsureProps {
  booking: Booking;
  step: Extract<Step, { name: "unsure" }>;
}

const Unsure = ({ booking, step }: UnsureProps): JSX.Element => (
  <>
    <p class="told" role="alert">
      <Around text={step.why} hole="phone">
        <PhoneLink phone={booking.place.phone} class="phone" />
      </Around>
    </p>
    <Press
      class="first"
      busy={step.isBooking ? t("book.confirming") : undefined}
      onPress={step.again}
    >
      {t("times.again")}
    </Press>
    {step.mayChoose && <OtherTime booking={booking} label="times.back" />}
  </>
);
