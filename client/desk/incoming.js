// A call that came in, or was missed, is written down.

import { SOURCES } from "./call-words";
import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { draft, forgetDraft, keepDraft } from "./drafts";
import { field, select, showProblem, tick } from "./fields";
import { explain, say } from "./say";
import { isUnsure, once } from "./writes";

const DRAFT = "incoming-call";
const BLANK = {
  phone: "",
  name: "",
  source: "incoming-call",
  urgency: "routine",
  reason: "",
  note: "",
  voicemail: false,
  claim: true,
};
const KINDS = ["incoming-call", "missed-call", "voicemail"].map((kind) => [kind, SOURCES[kind]]);
const URGENCIES = [
  ["routine", "Routine"],
  ["urgent", "Urgent"],
  ["crisis", "Crisis: may be in danger"],
];

/** Ask for what is known, and log it. `logged(answer)` once it is on record. */
export function logCall(location, logged) {
  const kept = { ...BLANK, ...draft(DRAFT) };
  const input = (name, props) => h("input", { value: kept[name], ...props });
  const fields = {
    phone: field(
      "Phone number",
      input("phone", { type: "tel", autocomplete: "off", maxlength: "40" }),
    ),
    name: field("Name", input("name", { autocomplete: "off", maxlength: "100" }), {
      hint: "If you know it.",
    }),
    source: field("What happened", select(KINDS, { value: kept.source })),
    urgency: field("Urgency", select(URGENCIES, { value: kept.urgency })),
    reason: field("Reason", input("reason", { autocomplete: "off", maxlength: "200" }), {
      hint: "A few words, seen by all in the list. No details of health.",
    }),
    note: field("Note", h("textarea", { rows: "3", maxlength: "4000", value: kept.note })),
  };
  const voicemail = tick("A voicemail may be left", { checked: kept.voicemail });
  const claim = tick("I have them on the line: take the call at once", { checked: kept.claim });
  const wrong = h("p", { class: "wrong", role: "alert" });

  function typed() {
    const values = Object.entries(fields).map(([name, each]) => [name, each.control.value]);
    return {
      ...Object.fromEntries(values),
      voicemail: voicemail.control.checked,
      claim: claim.control.checked,
    };
  }

  async function submit(event) {
    event.preventDefault();
    if (form.dataset.busy) return;
    const body = bodyOf(typed());
    form.dataset.busy = "yes";
    try {
      // The same words again are the same call; with others it is told anew, and joins the first.
      const { data } = await once(`locations/${location.location_id}/incoming-calls`)(body);
      forgetDraft(DRAFT);
      dialog.close();
      say(loggedSaid(data, body));
      logged(data);
    } catch (failure) {
      fill(wrong);
      if (isUnsure(failure)) fill(wrong, failure.message);
      else if (failure.status === 422) fill(wrong, showProblem(failure, fields).join(" "));
      else explain(failure);
    }
    delete form.dataset.busy;
  }

  const form = h(
    "form",
    { class: "stack", novalidate: true, on: { submit, input: () => keepDraft(DRAFT, typed()) } },
    h("div", { class: "fields" }, fields.phone, fields.name, fields.source, fields.urgency),
    fields.reason,
    fields.note,
    voicemail,
    claim,
    wrong,
    h("div", { class: "buttons" }, h("button", { class: "first" }, "Log the call")),
  );
  const dialog = openDialog({ title: "Log a call", content: form });
  fields.phone.control.focus();
}

/** What is not known is left out, and stays as it was. */
function bodyOf({ voicemail, ...given }) {
  const filled = Object.entries(given).filter(([, value]) => value !== "");
  return {
    reason: "",
    phone: "",
    ...Object.fromEntries(filled),
    ...(voicemail && { may_leave_voicemail: true }),
  };
}

function loggedSaid({ merged, claimed }, { claim }) {
  const where = merged ? "It joined the callback that was open." : "A callback is open.";
  return claim && !claimed
    ? `The call is logged. A colleague is with this caller. ${where}`
    : `The call is logged. ${where}`;
}
