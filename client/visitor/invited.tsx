// The page of one invitation. Its id and token stand in the address's fragment, which no browser
// sends: #<invitation id>.<token>.

import { effect } from "@preact/signals";
import { render } from "preact";
import type { Schemas } from "../shared/api";
import { ask, clinic } from "./ask";
import { addressOfBooked } from "./book/booked";
import { invitedBooker } from "./book/booker";
import { Booking } from "./book/hold-and-book";
import { InvitedPage, NotInvited, type Why } from "./invited/invited-page";
import { stayAt, switchKeeps } from "./links";
import { namedBy } from "./named";
import { byId, LANGUAGE } from "./page";
import { placeOf, serviceOf } from "./places";
import "./open-now";

/** It opens nothing any more, or the clinic lets nobody book this online by now. */
const OVER = ["invitation-over", "not-bookable-online"];

const box = byId("visit");

/** Reads the invitation, and shows the times that can be had with it. */
async function open(): Promise<void> {
  const named = namedBy(window.location.hash);
  if (!named) return showNone("incomplete");
  try {
    const headers = { "Manage-Token": named.token };
    const [known, answer] = await Promise.all([
      clinic(),
      ask<Schemas["InvitationView"]>("GET", `invitations/${named.id}`, { headers }),
    ]);
    if (!answer.ok) return showNone(OVER.includes(answer.kind) ? "over" : "failed");
    const invitation = answer.said;
    const { service_id: id } = invitation;
    const place = placeOf(known, invitation.location_id);
    if (!place) return showNone("over");
    const { name } = serviceOf(known, id, LANGUAGE);
    const booker = invitedBooker(named, place, { id, name }, ask, LANGUAGE);
    const booking = new Booking(booker, { ask, clinic, language: LANGUAGE });
    effect(() => {
      const step = booking.step.value;
      if (step.name === "booked") stayAt(addressOfBooked(step.appointment));
    });
    box.replaceChildren();
    render(<InvitedPage invitation={invitation} booking={booking} />, box);
    await booking.choose();
  } catch {
    showNone("failed");
  }
}

function showNone(why: Why): void {
  box.replaceChildren();
  render(<NotInvited why={why} again={open} />, box);
}

switchKeeps(window.location.hash);
window.addEventListener("hashchange", () => window.location.reload());
void open();
