// The page of one request: its receipt again, from the server. Its id and token stand in the
// address's fragment: #<request id>.<token>.

import { render } from "preact";
import type { Schemas } from "../shared/api";
import { ask, clinic } from "./ask";
import { showReceipt } from "./form/receipt";
import { KeptRequest } from "./kept/kept-request";
import { NoReceipt, type Why } from "./kept/no-receipt";
import { stayAt, switchKeeps } from "./links";
import { namedBy } from "./named";
import { byId, LANGUAGE } from "./page";
import { serviceOf } from "./places";
import { ProveAddress } from "./proof/prove-address";
import "./open-now";

const box = byId("kept");

/** Reads the request and shows it as its receipt did. */
async function open(): Promise<void> {
  const named = namedBy(window.location.hash);
  if (!named) return showNone("incomplete");
  try {
    const headers = { "Visitor-Token": named.token };
    const [known, answer] = await Promise.all([
      clinic(),
      ask<Schemas["RequestView"]>("GET", `requests/${named.id}`, { headers }),
    ]);
    if (!answer.ok) return showNone(answer.kind === "not-found" ? "unknown" : "failed");
    const request = answer.said;
    const service = serviceOf(known, request.service_id, LANGUAGE);
    const { service_id, name, on_behalf_of, is_adult, phone, email } = request;
    const sent = { service_id, service: service.name, name, on_behalf_of, is_adult, phone, email };
    const here = window.location.href;
    const receipt = { ...request, visitor_token: request.visitor_token ?? named.token };
    const typed = document.createElement("div");
    const proof = request.address_proof;
    render(
      <>
        <KeptRequest request={request} service={service.name} />
        {proof && (
          <ProveAddress ask={ask} opens="request" named={named} name={name} proof={proof} />
        )}
      </>,
      typed,
    );
    showReceipt({ sent, receipt, start: "" }, service.online, [typed]);
    if (proof) stayAt(here); // the link to pass on is another one, which proves nothing
  } catch {
    showNone("failed");
  }
}

function showNone(why: Why): void {
  box.replaceChildren();
  render(<NoReceipt why={why} again={open} />, box);
}

switchKeeps(window.location.hash);
window.addEventListener("hashchange", () => window.location.reload());
void open();
