// Where the queue gets the card from, and the parts of it that it shows by itself.

export { CallCard as CardPlace } from "../card/call-card";
export { CopyButton } from "../card/copy-button";
export { Message, TheirWords } from "../card/messages";
export { onUndone } from "../card/undo-outcome";
