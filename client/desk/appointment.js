// One appointment: who comes, what for, and what can be done with it now.

import { get } from "./api";
import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { field } from "./fields";
import { stateBadge } from "./icons";
import { facts, mailLink, phoneLink } from "./person";
import { askReason } from "./reason";
import { openSeries } from "./series";
import { serviceName } from "./sheet";
import { clock, dayAndClock } from "../shared/time";
import { change, isUnsure } from "./writes";

const ALSO_BOOKED =
  "When the patient took this time online, the same phone or e-mail had another visit then.";

/**
 * Open an appointment. `changed(appointment)` after each change, `move()` when it is to be moved, `goTo(appointment)`
 * to another day. Gives `{seen(brief), closed}`: `seen` is told how the day's sheet shows it, so
 * that a colleague's change is shown here, too.
 */
export function openAppointment({ id, zone, nameOf, changed, move, goTo }) {
  const content = h("div", { class: "stack visit" }, h("p", { class: "quiet" }, "Looking …"));
  const told = h("p", { class: "wrong", role: "alert" });
  let appointment = null;
  let busy = false;
  let unsure = false; // a change got no answer: it is sent again with the version that was seen then
  let settle;
  const closed = new Promise((resolve) => (settle = resolve));
  const dialog = openDialog({ title: "Visit", content: [told, content], closed: settle });
  dialog.element.querySelector("h2").focus();
  load();

  async function load() {
    try {
      appointment = (await get(`staff/appointments/${id}`)).data;
      show();
    } catch (failure) {
      fill(told, failure.message);
    }
  }

  function show() {
    const focused = document.activeElement?.dataset.act;
    const typed = content.querySelector("input")?.value;
    fill(dialog.element.querySelector("h2"), h("bdi", {}, appointment.name));
    fill(content, shown(), escort(), actions());
    const input = content.querySelector("input");
    if (input && typed) input.value = typed;
    if (focused) content.querySelector(`[data-act="${focused}"]`)?.focus();
    if (!dialog.element.contains(document.activeElement)) dialog.element.querySelector("h2").focus();
  }

  function shown() {
    const all = { type: "button", class: "link", data: { act: "series" }, on: { click: showSeries } };
    return facts([
      ["State", stateBadge(appointment.status)],
      ["When", `${dayAndClock(appointment.starts_at, zone)} to ${clock(appointment.ends_at, zone)}`],
      ["Where", h("bdi", {}, nameOf(appointment.bay))],
      ["What for", serviceName(appointment.service_id)],
      ["Phone", appointment.phone && phoneLink(appointment.phone)],
      ["E-mail", appointment.email && mailLink(appointment.email)],
      ["Escort", appointment.escort && h("bdi", {}, escortSaid(appointment.escort))],
      ["Please ask", appointment.also_booked && ALSO_BOOKED],
      ["Reason", appointment.cancel_reason && h("bdi", {}, appointment.cancel_reason)],
      ["Series", appointment.series_id && h("button", all, "Part of a series: all dates")],
    ]);
  }

  const escortSaid = (escort) =>
    escort.confirmed_at
      ? `${escort.name ?? "Somebody"}, confirmed`
      : `${escort.name ?? "Nobody named"}, not confirmed; to be by ${dayAndClock(escort.confirm_by, zone)}`;

  function escort() {
    if (!appointment.escort || appointment.escort.confirmed_at || appointment.status !== "booked") return null;
    const control = h("input", { maxlength: 100, autocomplete: "off", value: appointment.escort.name ?? "" });
    const name = field("Who takes them home", control);
    const submit = (event) => {
      event.preventDefault();
      const given = control.value.trim();
      if (!given) {
        name.wrong("Who is it?");
        return control.focus();
      }
      return act("escort", { name: given });
    };
    const button = h("button", { class: "second", data: { act: "escort" } }, "Confirm escort");
    return h("form", { class: "visit-escort", novalidate: true, on: { submit } }, name, button);
  }

  function actions() {
    const { status } = appointment;
    const may = (...states) => states.includes(status);
    return h(
      "div",
      { class: "buttons" },
      may("booked") && button("cancel", "Cancel …", cancel, "second danger left"),
      may("booked") && button("no-show", "No-show", () => act("no-show")),
      may("booked", "arrived") && button("move", "Move", toMove),
      may("booked") && button("check-in", "Check in", () => act("check-in"), "first"),
      may("noshow") && button("check-in", "Here after all: check in", () => act("check-in"), "first"),
      may("arrived") && button("fulfil", "Visit done", () => act("fulfil"), "first"),
    );
  }

  const button = (name, words, click, kind = "second") =>
    h("button", { type: "button", class: kind, data: { act: name }, on: { click } }, words);

  async function act(verb, body = {}) {
    if (busy) return;
    busy = true;
    fill(told);
    try {
      const how = { ifMatch: `"${appointment.version}"` };
      appointment = (await change(`staff/appointments/${id}/${verb}`, body, how)).data;
      unsure = false;
      changed(appointment, verb);
      if (verb === "escort") show();
      else dialog.close();
    } catch (failure) {
      unsure = isUnsure(failure);
      await refused(failure);
    } finally {
      busy = false;
    }
  }

  async function refused(failure) {
    if (failure.kind === "version" || failure.kind === "appointment-state") {
      await load();
      fill(told, "Nothing was done: a colleague changed this visit. It is shown as it now stands.");
      changed(appointment, null);
    } else fill(told, failure.of?.("name") ?? failure.message);
  }

  async function cancel() {
    const reason = await askReason({
      title: "Cancel this visit",
      text: "Its chair is free at once, and can be offered to others.",
      yes: "Cancel the visit",
      needed: false,
      grave: true,
    });
    if (reason !== null) await act("cancel", reason ? { reason } : {});
  }

  function toMove() {
    dialog.close();
    move();
  }

  async function showSeries() {
    const isChanged = await openSeries({
      seriesId: appointment.series_id,
      zone,
      goTo(other) {
        dialog.close();
        goTo(other);
      },
    });
    if (!isChanged) return;
    await load();
    changed(appointment, null);
  }

  /** The sheet shows it like this; null when it is not in this place any more. */
  async function seen(brief) {
    if (!appointment || busy || unsure) return;
    if (brief ? brief.version <= appointment.version : appointment.status === "cancelled") return;
    const before = appointment.version;
    await load();
    if (appointment.version > before) fill(told, "A colleague has just changed this visit. It is shown as it now stands.");
  }

  return { seen, closed };
}
