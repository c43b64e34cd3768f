// The frame around the views: the way between them, the location, the connection, the keys.

import { chooseLocation, desk, loadClinic, place } from "./desk";
import { fill, h } from "./dom";
import { listenForKeys, openKeys } from "./keys";
import { onConnection } from "./live";
import { warn } from "./say";
import { isManager, session } from "./session";
import { views } from "./views";

const root = document.getElementById("desk");
let open = null; // {view, close}

/** Show the desk to whoever is signed in. `leave` signs them out. */
export async function showDesk(leave) {
  await clinicLoaded(leave);
  const main = h("main", { id: "main", tabindex: "-1" });
  fill(root, header(leave), connection(), main);
  window.addEventListener("hashchange", () => isOurs() && show(main));
  listenForKeys();
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address says which view is open, and goes on saying so
    main.focus();
  });
  show(main);
}

async function clinicLoaded(leave) {
  for (;;) {
    fill(root, h("main", { id: "main" }, h("p", { role: "status" }, "One moment …")));
    try {
      return await loadClinic();
    } catch (failure) {
      await askedToTryAgain(failure, leave);
    }
  }
}

/** Nothing can be shown without the clinic: say why, and wait until somebody wants to try again. */
function askedToTryAgain(failure, leave) {
  return new Promise((again) => {
    const first = h("button", { type: "button", class: "first", on: { click: again } }, "Try again");
    const out = h("button", { type: "button", class: "second", on: { click: leave } }, "Sign out");
    const said = h("p", { role: "alert" }, failure.message);
    fill(
      root,
      h("main", { id: "main" }, h("div", { class: "card stack" }, said, h("div", { class: "row" }, first, out))),
    );
    first.focus();
  });
}

const shownViews = () => views.filter((view) => !view.manager || isManager());

function header(leave) {
  return h(
    "header",
    { class: "top" },
    h("strong", { class: "brand" }, desk.clinic.name),
    h(
      "nav",
      { "aria-label": "Views" },
      shownViews().map((view) =>
        h(
          "a",
          { href: `#/${view.id}`, data: { view: view.id }, "aria-keyshortcuts": view.key },
          view.title,
        ),
      ),
    ),
    locations(),
    who(leave),
  );
}

function locations() {
  const { locations: all } = desk.clinic;
  if (all.length === 1) return h("span", { class: "location" }, all[0].name);
  const on = {
    change(event) {
      chooseLocation(event.target.value);
      show(document.getElementById("main"));
    },
  };
  const options = all.map((each) =>
    h(
      "option",
      { value: each.location_id, selected: each.location_id === desk.location.location_id },
      each.name,
    ),
  );
  return h("select", { id: "location", class: "location", "aria-label": "Location", on }, options);
}

function who(leave) {
  const { email } = session().staff;
  return h(
    "div",
    { class: "who" },
    h(
      "span",
      { class: "small" },
      h("span", { class: "unseen" }, "Signed in: "),
      h("bdi", {}, email),
      h("span", { class: "quiet" }, isManager() ? " Manager" : " Front desk"),
    ),
    h(
      "button",
      { type: "button", class: "second slim", "aria-keyshortcuts": "?", on: { click: openKeys } },
      "Keys",
    ),
    h("button", { type: "button", class: "second slim", on: { click: leave } }, "Sign out"),
  );
}

function connection() {
  const line = h("p", { class: "lost", hidden: true }, "No connection. Trying again …");
  let over = null;
  onConnection((is) => {
    line.hidden = is;
    over?.();
    over = is
      ? null
      : warn("The connection is lost. What you type stays here; it is tried again.");
  });
  return line;
}

/** Is it a view that the address names? It may name a place in the page as well. */
const isOurs = () => ["", "#"].includes(window.location.hash) || window.location.hash.startsWith("#/");

function show(main) {
  const { view: wanted, rest } = place();
  const view = shownViews().find((each) => each.id === wanted) ?? shownViews()[0];
  if (!view) return;
  const focused = document.activeElement;
  const chosen = root.querySelector(".location"); // stays where it is: its next choice may follow
  open?.close?.();
  fill(main);
  main.removeAttribute("aria-label");
  document.title = `${view.title} – ${desk.clinic.name}`;
  for (const link of root.querySelectorAll("nav a")) {
    if (link.dataset.view === view.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const close = view.open(main, rest);
  open = { view, close };
  if (!main.querySelector("h1")) main.setAttribute("aria-label", view.title);
  if (focused !== chosen) focusView(main);
}

/** To the view's heading, unless the view has put the focus where it wants it. */
function focusView(main) {
  if (main.contains(document.activeElement) && document.activeElement !== main) return;
  const heading = main.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  (heading ?? main).focus({ preventScroll: true });
  window.scrollTo(0, 0);
}
