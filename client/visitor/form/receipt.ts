// The receipt takes the form's place.

import { phoneSaid } from "../../shared/phone";
import { addressOf, isCopied, stayAt } from "../links";
import { byId, PAGE, t, toTop } from "../page";
import { type Receipt, SENT, type SentEvent } from "../sent";
import { crisisPanel, shape } from "./shapes";

const addressOfReceipt = ({ request_id, visitor_token }: Receipt): string =>
  addressOf("receipt", { id: request_id, token: visitor_token });

/** `online`: visitors book by themselves what was asked for. `more` follows the receipt. */
export function showReceipt(
  { receipt, sent, start }: SentEvent,
  online: boolean,
  more: Element[] = [],
): void {
  const crisis = receipt.crisis && crisisPanel(receipt.crisis);
  document.querySelector(".helpline")?.classList.toggle("alarmed", Boolean(crisis));
  document.getElementById("next")?.setAttribute("hidden", "");
  // Whoever is called first need not choose a time; that can wait until then.
  const page = receiptPage(receipt);
  const after = online && !receipt.put_first ? [booking({ sent, receipt, start })] : [];
  stayAt(addressOfReceipt(receipt));
  byId("main").replaceChildren(...(crisis ? [crisis] : []), page, ...more, ...after);
  document.title = `${t("receipt.title")} – ${PAGE.clinic}`;
  toTop();
  byId(crisis ? "crisis-title" : "receipt-title").focus();
}

function receiptPage(receipt: Receipt): DocumentFragment {
  const { promise, reference, phone_understood, on_behalf_of, location, front_desk } = receipt;
  const page = shape("receipt-shape", {
    promise,
    behalf: on_behalf_of ?? "",
    number: phoneSaid(phone_understood ?? ""),
    reference,
    location: location.name,
    phone: phoneSaid(location.phone),
    desk: front_desk?.said ?? "",
  });
  page.querySelector("[data-fill=phone]")?.setAttribute("href", `tel:${location.phone}`);
  page.querySelector("[data-desk]")?.toggleAttribute("hidden", !front_desk);
  if (front_desk?.is_open === false) page.querySelector("[data-fill=phone]")?.remove();
  if (!on_behalf_of) page.querySelector("[data-behalf]")?.remove();
  if (!phone_understood) page.querySelector("[data-number]")?.remove();
  page.querySelector("[data-print]")?.addEventListener("click", () => print());
  offerLink(page, addressOfReceipt(receipt));
  return page;
}

function offerLink(page: DocumentFragment, address: string): void {
  page.querySelector("[data-link]")?.setAttribute("href", address);
  const button = page.querySelector<HTMLButtonElement>("[data-copy]");
  const status = page.querySelector("[data-copied]");
  button?.addEventListener("click", async () => {
    const said = t((await isCopied(address)) ? "link.copied" : "link.not_copied");
    if (status) status.textContent = said;
  });
}

/** The part that books comes with its script; without it, the receipt stands alone. */
function booking(detail: SentEvent): DocumentFragment {
  const part = shape("booking-shape");
  part
    .querySelector("script")
    ?.addEventListener("load", () =>
      document.dispatchEvent(new CustomEvent<SentEvent>(SENT, { detail })),
    );
  return part;
}
