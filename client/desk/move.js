// Moving an appointment: by the keyboard (choose the place, Enter) or by dragging it there. Nothing is
// asked; what was done is said, with the way back beside it.

import { fill, h } from "./dom";
import { askReason } from "./reason";
import { explain, warn } from "./say";
import { serviceName, targetsOf, appointmentAt } from "./sheet";
import { dayAndClock, localMinute } from "../shared/time";
import { change } from "./writes";

/**
 * `sheet()` is the day as it is shown, `again()` shows it anew. `strip` is the element that says
 * what is being moved. Gives `{start(place), to(place), stop, back, appointment(), refresh,
 * focusNearest}`.
 */
export function makeMover({ grid, sheet, again, zone, strip }) {
  let moving = null; // the appointment
  let undo = null; // {appointment, to}
  let busy = false;

  /** Begin: its places light up, and the nearest has the focus when the keyboard is to go on. */
  function start(place, { byKeyboard = false } = {}) {
    moving = appointmentAt(place);
    refresh();
    if (byKeyboard) tellHow();
    if (byKeyboard) focusNearest();
  }

  /** What is being moved, and how. Whoever drags sees it, and needs the room. */
  function tellHow() {
    const { length } = refresh();
    tell(
      h("strong", {}, "Moving ", h("bdi", {}, moving.first_name), `, ${serviceName(moving.service_id)}.`),
      ` ${length || "No"} ${length === 1 ? "place" : "places"} on this day. Arrow keys choose, Enter moves, Escape leaves it where it is.`,
      ["Leave it there", stop],
    );
  }

  /** The place that is nearest in time has the focus; false when there is none. */
  function focusNearest() {
    const targets = refresh();
    if (targets.length) grid.focus(nearest(targets, moving, zone).slot.slot_id);
    return targets.length > 0;
  }

  /** The day has been drawn anew: where can it go now? */
  function refresh() {
    if (!moving) return [];
    const targets = targetsOf(sheet(), moving);
    grid.mark(targets.map(({ slot }) => slot.slot_id));
    return targets;
  }

  function stop() {
    if (!moving) return;
    const origin = moving.appointment_id;
    moving = null;
    grid.mark(null);
    fill(strip);
    focusAppointment(origin);
  }

  /** Put it there. */
  async function to({ slot, bay }) {
    if (busy) return;
    const appointment = moving;
    const from = { starts_at: appointment.starts_at, bay: appointment.bay };
    const moved = await put(appointment, { starts_at: slot.starts_at, bay: bay.bay });
    if (!moved) return;
    moving = null;
    grid.mark(null);
    undo = { appointment: known(appointment, moved), to: from };
    tellMoved(appointment, moved, bay.name);
    await again();
    focusAppointment(appointment.appointment_id);
  }

  function tellMoved(appointment, moved, bayName) {
    const openEscort = moved.escort && !moved.escort.confirmed_at;
    const asked = openEscort && appointment.starts_at !== moved.starts_at;
    tell(
      h("strong", {}, "Moved ", h("bdi", {}, appointment.first_name)),
      ` to ${bayName}, ${dayAndClock(moved.starts_at, zone)}. `,
      asked && "The escort has to be confirmed for this time. ",
      [["Undo ", h("kbd", {}, "u")], back],
    );
  }

  /** Take the last move back. */
  async function back() {
    if (!undo || busy) return;
    const { appointment, to: place } = undo;
    const moved = await put(appointment, place);
    if (!moved) return;
    undo = null;
    await again();
    tell(
      h("strong", {}, h("bdi", {}, appointment.first_name), " is back"),
      ` at ${dayAndClock(moved.starts_at, zone)}.`,
    );
    focusAppointment(appointment.appointment_id);
  }

  async function put(appointment, place, override) {
    busy = true;
    try {
      const path = `staff/appointments/${appointment.appointment_id}/reschedule`;
      const how = { ifMatch: `"${appointment.version}"` };
      return (await change(path, override ? { ...place, override } : place, how)).data;
    } catch (failure) {
      busy = false;
      if (failure.kind === "contact-busy" && !override) return anyway(appointment, place);
      await refused(failure, appointment);
      return null;
    } finally {
      busy = false;
    }
  }

  async function anyway(appointment, place) {
    const why = await askReason({
      title: "Another visit at that time",
      text: "This patient has another visit then. Move it there all the same?",
      yes: "Move it",
    });
    return why ? put(appointment, place, why) : null;
  }

  async function refused(failure, appointment) {
    if (failure.kind === "version" || failure.kind === "appointment-state") {
      stop();
      undo = null;
      fill(strip);
      warn(`Nothing was moved: a colleague changed ${appointment.first_name}'s visit. It is shown as it now stands.`);
    } else if (failure.kind === "time-taken") {
      warn("Nothing was moved: that place has just been taken. Choose another one.");
      tellHow();
    } else explain(failure);
    if (failure.status) await again();
  }

  function tell(...content) {
    const action = content.at(-1);
    const text = h("p", {}, Array.isArray(action) ? content.slice(0, -1) : content);
    const on = Array.isArray(action) && { click: action[1] };
    fill(strip, text, on && h("button", { type: "button", class: "second", on }, action[0]));
  }

  function focusAppointment(id) {
    const place = grid.find((each) => each.slot.appointment_id === id);
    if (place) grid.focus(place.slot.slot_id);
  }

  return { start, to, stop, back, refresh, focusNearest, appointment: () => moving };
}

const known = (appointment, moved) => ({
  ...appointment,
  version: moved.version,
  starts_at: moved.starts_at,
  bay: moved.bay,
});

/** Of the places the one at about the same time of the day, in the same bay if it is among them. */
function nearest(targets, { starts_at: start, bay: here }, zone) {
  const wanted = localMinute(start, zone);
  const far = ({ slot, bay }) =>
    Math.abs(localMinute(slot.starts_at, zone) - wanted) + (bay.bay === here ? 0 : 0.5);
  return targets.reduce((best, each) => (far(each) < far(best) ? each : best));
}
