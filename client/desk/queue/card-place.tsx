// Where the queue gets the card from, and the parts of it that it shows by itself.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { copyButton } from "../caller";
import { callCard } from "../card";
import type { Hand } from "../claim";
import { messages, theirWords } from "../record";

export interface CardPlaceProps {
  hand: Hand;
  /** The call is done with, in these words. */
  onDone: (words: string) => void;
  /** Back to the list. */
  onBack: () => void;
}

/** The card of a call. Its heading takes the focus. */
export function CardPlace({ hand, onDone, onBack }: CardPlaceProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const card = callCard(hand, { done: onDone, back: onBack });
    place.current?.replaceChildren(card.element);
    return card.close;
  }, [hand]);
  return <div ref={place} style={{ display: "contents" }} />;
}

/** What somebody wrote in the form. */
export const Message = ({ request }: { request: Schemas["StaffRequestView"] }): JSX.Element => (
  <Made make={() => messages([request])} />
);

/** Text as somebody typed it. */
export const TheirWords = ({ text }: { text: string }): JSX.Element => (
  <Made make={() => [theirWords(text)]} />
);

/** A button that copies text. */
export const CopyButton = (props: { words: string; text: string; done: string }): JSX.Element => (
  <Made make={() => [copyButton(props.words, props.text, props.done)]} />
);

function Made({ make }: { make: () => Node[] }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(...make()), []);
  return <div ref={place} style={{ display: "contents" }} />;
}
