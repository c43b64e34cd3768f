// The receipt takes the form's place.

import { phoneSaid } from "../../shared/phone";
import { byId, PAGE, t, toTop } from "../page";
import { type Receipt, SENT, type SentEvent } from "../sent";
import { crisisPanel, shape } from "./shapes";

/** `online`: visitors book by themselves what was asked for. */
export function showReceipt({ receipt, sent, start }: SentEvent, online: boolean): void {
  const crisis = receipt.crisis && crisisPanel(receipt.crisis);
  document.querySelector(".helpline")?.classList.toggle("alarmed", Boolean(crisis));
  document.getElementById("next")?.setAttribute("hidden", "");
  // Somebody in danger is called first; choosing a time can wait until then.
  const page = receiptPage(receipt);
  const after = online && !crisis ? [booking({ sent, receipt, start })] : [];
  byId("main").replaceChildren(...(crisis ? [crisis] : []), page, ...after);
  document.title = `${t("receipt.title")} – ${PAGE.clinic}`;
  toTop();
  byId(crisis ? "crisis-title" : "receipt-title").focus();
}

function receiptPage({
  promise,
  reference,
  phone_understood,
  on_behalf_of,
  location,
}: Receipt): DocumentFragment {
  const page = shape("receipt-shape", {
    promise,
    behalf: on_behalf_of ?? "",
    number: phoneSaid(phone_understood ?? ""),
    reference,
    location: location.name,
    phone: phoneSaid(location.phone),
  });
  page.querySelector("[data-fill=phone]")?.setAttribute("href", `tel:${location.phone}`);
  if (!on_behalf_of) page.querySelector("[data-behalf]")?.remove();
  if (!phone_understood) page.querySelector("[data-number]")?.remove();
  page.querySelector("[data-print]")?.addEventListener("click", () => print());
  return page;
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
