// How long the message is, and how long it may be.

import { byId, READER, t } from "../page";
import { field, form, say } from "./fields";

const longest = Number(form.dataset.longest);
const said = (number: number): string => number.toLocaleString(READER.locale);

/** Counts the message's characters as the server counts them. */
export function countMessage(): void {
  const length = [...field("message").value].length;
  const over = length - longest;
  const line = byId("message-count");
  const was = line.classList.contains("over");
  line.classList.toggle("over", over > 0);
  line.textContent = lengthSaid(length, over);
  if (was !== over > 0) say(t(over > 0 ? "typing.too_long" : "typing.fits"));
}

function lengthSaid(length: number, over: number): string {
  if (over === 1) return t("typing.over_one");
  if (over > 0) return t("typing.over_many", { over: said(over) });
  return t("typing.count", { length: said(length), longest: said(longest) });
}
