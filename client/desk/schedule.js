// Changing the schedule itself: block and unblock, add a slot, take slots away.

import { desk } from "./desk";
import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { field, select, showProblem } from "./fields";
import { explain, say } from "./say";
import { placesOf, serviceName, servicesHere } from "./sheet";
import { clock, dateSaid } from "../shared/time";
import { instantOf } from "../shared/wall-time";
import { change } from "./writes";

const path = (verb = "") => `locations/${desk.location.location_id}/slots${verb}`;

const bayChoice = (sheet, value, whole) =>
  field(
    "What",
    select(
      [...(whole ? [["", whole]] : []), ...sheet.bays.map((bay) => [bay.bay, bay.name])],
      { value },
    ),
  );

/** Wrong before it is even sent; shown beside its field as the API's own findings are. */
class Misfilled extends Error {
  constructor(field, message) {
    super(message);
    this.status = 422;
    this.errors = [{ field, message }];
  }
}

/** A dialog with one form: its fields, one button, and what is wrong. `send` gives what is shown. */
function openForm({ title, text, fields, yes, grave, send, closed }) {
  const wrong = h("p", { class: "wrong", role: "alert" });
  const content = h("div", { class: "stack" });
  const dialog = openDialog({ title, content, closed });
  const button = h("button", { class: grave ? "grave" : "first" }, yes);
  const back = h("button", { type: "button", class: "second", on: { click: () => dialog.close() } }, "Back");

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    fill(wrong);
    try {
      const shown = await send();
      if (shown) fill(content, shown, h("div", { class: "buttons" }, done()));
      else dialog.close();
      content.querySelector("[autofocus]")?.focus();
    } catch (failure) {
      fill(wrong, failure.status === 422 ? showProblem(failure, fields).join(" ") : failure.message);
    }
    button.disabled = false;
  }

  const done = () =>
    h("button", { type: "button", class: "first", autofocus: true, on: { click: () => dialog.close() } }, "Done");
  fill(
    content,
    h(
      "form",
      { class: "stack", novalidate: true, on: { submit } },
      text && h("p", { class: "quiet" }, text),
      Object.values(fields),
      wrong,
      h("div", { class: "buttons" }, back, button),
    ),
  );
  Object.values(fields)[0].control.focus();
  return dialog;
}

/** Block a bay or the day. `again()` shows the day anew, `open(slot)` opens an appointment. */
export function openBlock({ sheet, bay, zone, again, open }) {
  const fields = {
    bay: bayChoice(sheet, bay ?? "", "The whole day"),
    reason: field("Reason", h("input", { maxlength: 200, autocomplete: "off" }), {
      hint: "Staff see it. No patient's name.",
    }),
  };
  const dialog = openForm({
    title: `Block ${dateSaid(sheet.date)}`,
    text: "What is booked stays, and is listed: somebody has to call.",
    fields,
    yes: "Block",
    async send() {
      const body = { date: sheet.date, reason: fields.reason.control.value.trim() };
      const of = fields.bay.control.value;
      const { data } = await change(path("/block"), of ? { ...body, bay: of } : body);
      again();
      say(`Blocked: ${data.blocked} ${data.blocked === 1 ? "slot" : "slots"}.`);
      return data.needs_call.length ? needCall(data.needs_call) : null;
    },
  });

  function needCall(slots) {
    const names = new Map(placesOf(sheet).map((place) => [place.slot.slot_id, place]));
    const one = slots.length === 1;
    return [
      h("p", { class: "notice" }, h("strong", {}, `${slots.length} booked ${one ? "visit stays" : "visits stay"}.`), ` Somebody has to call ${one ? "this patient" : "these patients"}:`),
      h("ul", { class: "dates booked" }, slots.map((slot) => callLine(slot, names.get(slot.slot_id)))),
    ];
  }

  function callLine(slot, place) {
    const click = () => {
      dialog.close();
      open(slot);
    };
    const name = slot.appointment?.first_name ?? "A visit";
    return h(
      "li",
      {},
      h("span", {}, h("time", {}, clock(slot.starts_at, zone)), " ", h("bdi", {}, name), ` · ${slot.appointment ? serviceName(slot.appointment.service_id) : ""} · `, h("bdi", {}, place?.bay.name ?? slot.bay)),
      h("button", { type: "button", class: "link", on: { click } }, "Open ", h("span", { class: "unseen" }, name)),
    );
  }
}

/** Take back the block of a bay, or without one that of the day. */
export async function unblock({ sheet, bay, again }) {
  try {
    const body = { date: sheet.date };
    const { data } = await change(path("/unblock"), bay ? { ...body, bay } : body);
    say(data.blocked ? "Unblocked; another block still holds." : "Unblocked.");
  } catch (failure) {
    explain(failure);
  }
  await again();
}

/** Add a slot by hand. */
export function openAddSlot({ sheet, bay, zone, again }) {
  const fields = {
    bay: bayChoice(sheet, bay),
    starts_at: field("Starts at", h("input", { type: "time", required: true })),
    services: field("For", select([["", "Whatever fits"], ...servicesHere().map((each) => [each.service_id, each.name])])),
    minutes: field("Minutes", h("input", { type: "number", min: 5, max: 720, inputmode: "numeric" }), {
      hint: "Left out, as long as the service takes.",
    }),
  };
  openForm({
    title: `Add a slot on ${dateSaid(sheet.date)}`,
    fields: { ...fields, pool: fields.bay },
    yes: "Add",
    async send() {
      const { starts_at: start, services, minutes } = fields;
      const startsAt = start.control.value && instantOf(sheet.date, start.control.value, zone);
      if (!startsAt) throw new Misfilled("starts_at", "When does it start, on this day's clock?");
      const of = sheet.bays.find((each) => each.bay === fields.bay.control.value);
      const { data } = await change(path(), {
        pool: of.pool,
        bay: of.bay,
        starts_at: startsAt,
        services: services.control.value ? [services.control.value] : undefined,
        minutes: minutes.control.value ? Number(minutes.control.value) : undefined,
      });
      say(`Added: ${of.name}, ${clock(data.starts_at, zone)}.`);
      await again();
      return null;
    },
  });
}

/** Take slots away; for managers. */
export function openWithdraw({ sheet, zone, again }) {
  const starts = new Map(
    placesOf(sheet)
      .filter(({ slot }) => !["booked", "held"].includes(slot.status))
      .map(({ slot }) => [slot.starts_at, clock(slot.starts_at, zone)]),
  );
  const fields = {
    bay: bayChoice(sheet, "", "Every chair and room"),
    starts_at: field("Start", select([["", "Every start"], ...[...starts].sort()])),
  };
  openForm({
    title: `Withdraw slots of ${dateSaid(sheet.date)}`,
    text: "Slots that nobody holds or has booked are taken away, and publishing does not bring them back.",
    fields,
    yes: "Withdraw",
    grave: true,
    async send() {
      const { data } = await change(path("/withdraw"), {
        date: sheet.date,
        bay: fields.bay.control.value || undefined,
        starts_at: fields.starts_at.control.value || undefined,
      });
      const stayed = data.stayed.length;
      say(`Withdrawn: ${data.withdrawn.length}.${stayed ? ` ${stayed} held or booked stay.` : ""}`);
      await again();
      return null;
    },
  });
}
