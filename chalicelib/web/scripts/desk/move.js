// Moving a visit: by the keyboard (choose the place, Enter) or by dragging it there. Nothing is
// asked; what was done is said, with the way back beside it.

import { fill, h } from "./dom.js";
import { askReason } from "./reason.js";
import { explain, warn } from "./say.js";
import { serviceName, targetsOf, visitAt } from "./sheet.js";
import { dayAndClock, localMinute } from "./time.js";
import { change } from "./writes.js";

/**
 * `sheet()` is the day as it is shown, `again()` shows it anew. `strip` is the element that says
 * what is being moved. Gives `{start(place), to(place), stop, back, visit(), refresh,
 * focusNearest}`.
 */
export function makeMover({ grid, sheet, again, zone, strip }) {
  let moving = null; // the visit
  let undo = null; // {visit, to}
  let busy = false;

  /** Begin: its places light up, and the nearest has the focus when the keyboard is to go on. */
  function start(place, { byKeyboard = false } = {}) {
    moving = visitAt(place);
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
    focusVisit(origin);
  }

  /** Put it there. */
  async function to({ slot, bay }) {
    if (busy) return;
    const visit = moving;
    const from = { starts_at: visit.starts_at, bay: visit.bay };
    const moved = await put(visit, { starts_at: slot.starts_at, bay: bay.bay });
    if (!moved) return;
    moving = null;
    grid.mark(null);
    undo = { visit: known(visit, moved), to: from };
    tellMoved(visit, moved, bay.name);
    await again();
    focusVisit(visit.appointment_id);
  }

  function tellMoved(visit, moved, bayName) {
    const openEscort = moved.escort && !moved.escort.confirmed_at;
    const asked = openEscort && visit.starts_at !== moved.starts_at;
    tell(
      h("strong", {}, "Moved ", h("bdi", {}, visit.first_name)),
      ` to ${bayName}, ${dayAndClock(moved.starts_at, zone)}. `,
      asked && "The escort has to be confirmed for this time. ",
      [["Undo ", h("kbd", {}, "u")], back],
    );
  }

  /** Take the last move back. */
  async function back() {
    if (!undo || busy) return;
    const { visit, to: place } = undo;
    const moved = await put(visit, place);
    if (!moved) return;
    undo = null;
    await again();
    tell(
      h("strong", {}, h("bdi", {}, visit.first_name), " is back"),
      ` at ${dayAndClock(moved.starts_at, zone)}.`,
    );
    focusVisit(visit.appointment_id);
  }

  async function put(visit, place, override) {
    busy = true;
    try {
      const path = `staff/appointments/${visit.appointment_id}/reschedule`;
      const how = { ifMatch: `"${visit.version}"` };
      return (await change(path, override ? { ...place, override } : place, how)).data;
    } catch (failure) {
      busy = false;
      if (failure.kind === "contact-busy" && !override) return anyway(visit, place);
      await refused(failure, visit);
      return null;
    } finally {
      busy = false;
    }
  }

  async function anyway(visit, place) {
    const why = await askReason({
      title: "Another visit at that time",
      text: "This patient has another visit then. Move it there all the same?",
      yes: "Move it",
    });
    return why ? put(visit, place, why) : null;
  }

  async function refused(failure, visit) {
    if (failure.kind === "version" || failure.kind === "appointment-state") {
      stop();
      undo = null;
      fill(strip);
      warn(`Nothing was moved: a colleague changed ${visit.first_name}'s visit. It is shown as it now stands.`);
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

  function focusVisit(id) {
    const place = grid.find((each) => each.slot.appointment_id === id);
    if (place) grid.focus(place.slot.slot_id);
  }

  return { start, to, stop, back, refresh, focusNearest, visit: () => moving };
}

const known = (visit, moved) => ({
  ...visit,
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
