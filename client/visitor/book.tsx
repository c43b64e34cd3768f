// This comes when the receipt does; form.js hands over what was sent and what came back.

import { effect } from "@preact/signals";
import { render } from "preact";
import { ask, clinic } from "./ask";
import { addressOfBooked } from "./book/booked";
import { requestBooker } from "./book/booker";
import { BookingPart } from "./book/booking";
import { Booking } from "./book/hold-and-book";
import { addressOf, stayAt } from "./links";
import { byId, LANGUAGE } from "./page";
import { SENT, type SentEvent } from "./sent";

document.addEventListener(SENT, (event) => {
  const { sent, receipt, start } = (event as CustomEvent<SentEvent>).detail;
  const booker = requestBooker(sent, receipt, ask, LANGUAGE);
  const booking = new Booking(booker, { ask, clinic, language: LANGUAGE });
  effect(() => {
    const step = booking.step.value;
    if (step.name === "joined") stayAt(addressOf("waitlist", step.entry));
    if (step.name !== "booked") return;
    if (!receipt.is_called) dropThePromise();
    stayAt(addressOfBooked(step.appointment));
  });
  if (start) void booking.hold(start); // chosen beside the form, before it was sent
  render(<BookingPart booking={booking} isCalled={receipt.is_called} />, byId("booking"));
});

/** What was promised was a call to find a time: that is done with, unless one is made all the same. */
function dropThePromise(): void {
  for (const past of document.querySelectorAll("[data-until-booked]")) past.remove();
}
