// Signing in, step by step: password, one of one's own, the authenticator app.

import { post, Problem } from "./api";
import { fill, h, newId, svg } from "./dom";
import { field, showProblem, tick } from "./fields";

/**
 * The steps of a sign-in, beginning with the password. `email` is who is expected; `done(session)`
 * is called with what /session gives. Gives the element that the steps take turns in.
 */
export function signIn({ email = "", done }) {
  const place = h("div", { class: "steps" });
  const flow = { email, done, show: (step) => show(place, step) };
  show(place, passwordStep(flow), { quietly: true });
  return place;
}

/** The whole page, while nobody is signed in. */
export function showSignIn(root, done) {
  const clinic = document.documentElement.dataset.clinic;
  document.title = `Sign in – ${clinic}`;
  const main = h(
    "main",
    { id: "main", class: "sign-in", tabindex: "-1" },
    h("p", { class: "clinic" }, clinic, " ", h("span", { class: "quiet" }, "Front desk")),
    h("div", { class: "card" }, signIn({ done })),
  );
  fill(root, main);
  focusFirst(main);
}

/** The first field that is still empty. */
export function focusFirst(place) {
  const fields = [...place.querySelectorAll("input:not([hidden], [type=checkbox])")];
  (fields.find((each) => !each.value) ?? fields[0])?.focus();
}

function show(place, step, { quietly = false } = {}) {
  fill(place, step);
  if (!quietly) focusFirst(place);
}

// ------------------------------------------------------------------ the steps

function passwordStep(flow, notice) {
  const email = field("E-mail address", input("email", "username", { value: flow.email }));
  const password = passwordField("Password", "current-password");
  return step({
    title: "Sign in",
    notice,
    fields: { email, password },
    parts: [email, password, shown(password)],
    yes: "Sign in",
    async send() {
      flow.email = email.control.value.trim();
      const given = { email: flow.email, password: password.control.value };
      goOn(flow, await open("session", given));
    },
    refused(problem) {
      if (problem.status === 401) password.control.select();
    },
    otherwise: ["Forgotten your password?", () => flow.show(forgottenStep(flow, email))],
  });
}

function newPasswordStep(flow, challenge) {
  const password = passwordField("New password", "new-password", challenge.password_needs);
  return step({
    title: "Choose a password",
    lead: "The one you were sent was for the first time. From now on you sign in with your own.",
    fields: { new_password: password },
    parts: [whose(flow), password, shown(password)],
    yes: "Go on",
    send: () => answer(flow, challenge, "new-password", { new_password: password.control.value }),
    refused: backWhenLate(flow),
  });
}

function codeStep(flow, challenge) {
  const code = codeField("Code", "The six figures that your authenticator app shows now.");
  return step({
    title: "Your code",
    fields: { code },
    parts: [code],
    yes: "Go on",
    send: () => answer(flow, challenge, "code", { code: code.control.value }),
    refused: backWhenLate(flow),
    otherwise: ["Begin again", () => flow.show(passwordStep(flow))],
  });
}

function setupStep(flow, challenge) {
  const { secret, uri, qr } = challenge.setup;
  const code = codeField("Code from the app", "The six figures that the app shows then.");
  return step({
    title: "Set up your authenticator app",
    lead:
      "From now on your sign-in takes two things: your password, and a code from an app on your " +
      "phone. Open an authenticator app there, have it add an account, and point it at this square.",
    fields: { code },
    parts: [
      drawnCode(qr),
      h(
        "p",
        { class: "small" },
        "It cannot be scanned? Type this key: ",
        h("code", { class: "secret" }, secret.match(/.{1,4}/g).join(" ")),
        " or ",
        h("a", { href: uri }, "open an app on this device"),
        ".",
      ),
      code,
    ],
    yes: "Go on",
    send: () => answer(flow, challenge, "authenticator", { code: code.control.value }),
    refused: backWhenLate(flow),
  });
}

function forgottenStep(flow, typed) {
  flow.email = typed.control.value.trim();
  const email = field("E-mail address", input("email", "username", { value: flow.email }));
  return step({
    title: "Forgotten password",
    lead: "We send you a code by e-mail. With it you set a new password.",
    fields: { email },
    parts: [email],
    yes: "Send the code",
    async send() {
      flow.email = email.control.value.trim();
      const { data } = await open("session/forgotten", { email: flow.email });
      flow.show(resetStep(flow, data.password_needs));
    },
    otherwise: ["Back", () => flow.show(passwordStep(flow))],
  });
}

function resetStep(flow, needs) {
  const code = codeField("Code from the e-mail", "It may take a minute to arrive.");
  const password = passwordField("New password", "new-password", needs);
  return step({
    title: "Set a new password",
    lead: `If ${flow.email} can sign in here, a code is on its way there.`,
    fields: { code, new_password: password },
    parts: [whose(flow), code, password, shown(password)],
    yes: "Set it and sign in",
    async send() {
      const chosen = password.control.value;
      const given = { email: flow.email, code: code.control.value, new_password: chosen };
      await open("session/reset", given);
      flow.show(passwordStep(flow, "Your new password is set. Sign in with it."));
      goOn(flow, await open("session", { email: flow.email, password: chosen }));
    },
    otherwise: ["Begin again", () => flow.show(passwordStep(flow))],
  });
}

// ------------------------------------------------------------------ between them

const open = (path, body) => post(path, body, { open: true });

async function answer(flow, challenge, route, given) {
  const { session, username } = challenge;
  goOn(flow, await open(`session/${route}`, { email: flow.email, username, session, ...given }));
}

const NEXT = {
  NEW_PASSWORD_REQUIRED: newPasswordStep,
  SOFTWARE_TOKEN_MFA: codeStep,
  MFA_SETUP: setupStep,
};

function goOn(flow, { data }) {
  if (data.session) flow.done(data.session);
  else flow.show(NEXT[data.challenge.name](flow, data.challenge));
}

function backWhenLate(flow) {
  return (problem) => {
    if (problem.status === 401) flow.show(passwordStep(flow, problem.message));
  };
}

/** One step: a form that is sent once at a time, with what went wrong in it. */
function step({ title, lead, notice, fields, parts, yes, send, refused, otherwise }) {
  const id = newId("step");
  const wrong = h("p", { class: "wrong", role: "alert", hidden: !notice }, notice);
  const button = h("button", { class: "first" }, yes);
  let sending = false;

  async function submit(event) {
    event.preventDefault();
    if (sending) return;
    sending = true;
    button.setAttribute("aria-busy", "true");
    try {
      await send();
    } catch (failure) {
      complain(failure, fields, wrong);
      if (failure instanceof Problem) refused?.(failure);
    }
    sending = false;
    button.removeAttribute("aria-busy");
  }

  const other = otherwise && {
    type: "button",
    class: "link",
    on: { click: otherwise[1] },
  };
  return h(
    "form",
    { class: "stack", novalidate: true, "aria-labelledby": id, on: { submit } },
    h("h1", { id }, title),
    lead && h("p", {}, lead),
    wrong,
    parts,
    h("div", { class: "row" }, button, other && h("button", other, otherwise[0])),
  );
}

function complain(failure, fields, wrong) {
  const isOurs = failure instanceof Problem;
  if (!isOurs && failure.name !== "Error") console.error(failure);
  const left = isOurs ? showProblem(failure, fields) : [failure.message];
  fill(wrong, left.join(" "));
  wrong.hidden = left.length === 0;
}

// ------------------------------------------------------------------ their parts

function input(type, autocomplete, more) {
  return h("input", {
    type,
    name: autocomplete,
    autocomplete,
    autocapitalize: "none",
    spellcheck: "false",
    ...more,
  });
}

function passwordField(label, autocomplete, hint) {
  return field(label, input("password", autocomplete, { maxlength: 256 }), { hint });
}

function codeField(label, hint) {
  const more = { inputmode: "numeric", maxlength: 12, class: "code" };
  return field(label, input("text", "one-time-code", more), { hint });
}

/** A box that shows what is typed in a field of passwords. */
function shown({ control }) {
  const on = {
    change: (event) => {
      control.type = event.target.checked ? "text" : "password";
    },
  };
  return tick("Show the password", { on });
}

/** Tells password managers whose password this is. */
const whose = (flow) => input("email", "username", { value: flow.email, hidden: true });

function drawnCode({ size, path }) {
  const margin = 4; // in squares; readers need it
  const whole = size + 2 * margin;
  return svg(
    "svg",
    { class: "qr", viewBox: `0 0 ${whole} ${whole}`, role: "img", "aria-label": "QR code" },
    svg("rect", { width: whole, height: whole, fill: "#fff" }),
    svg("path", { d: path, fill: "#000", transform: `translate(${margin} ${margin})` }),
  );
}
