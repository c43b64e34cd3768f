// The frame around the views: the way between them, the location, the connection, the keys.

import { chooseLocation, desk, go, loadClinic, place } from "./desk.js";
import { fill, h } from "./dom.js";
import { isTyping } from "./keys.js";
import { onConnection } from "./live.js";
import { explain, warn } from "./say.js";
import { isManager } from "./session.js";
import { views } from "./views.js";

const root = document.getElementById("desk");
let open = null; // {view, close}

/** Show the desk to whoever is signed in. `leave` signs them out. */
export async function showDesk(leave) {
  try {
    await loadClinic();
  } catch (failure) {
    return explain(failure);
  }
  const main = h("main", { id: "main", tabindex: "-1" });
  fill(root, header(leave), connection(), main);
  window.addEventListener("hashchange", () => show(main));
  document.addEventListener("keydown", onKey);
  show(main);
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
    h("button", { type: "button", class: "second", on: { click: leave } }, "Sign out"),
  );
}

function locations() {
  const on = {
    change(event) {
      chooseLocation(event.target.value);
      show(document.getElementById("main"));
    },
  };
  const options = desk.clinic.locations.map((each) =>
    h(
      "option",
      { value: each.location_id, selected: each.location_id === desk.location.location_id },
      each.name,
    ),
  );
  return h("select", { id: "location", "aria-label": "Location", on }, options);
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

function show(main) {
  const { view: wanted, rest } = place();
  const view = shownViews().find((each) => each.id === wanted) ?? shownViews()[0];
  open?.close?.();
  fill(main);
  document.title = `${view.title} – ${desk.clinic.name}`;
  for (const link of root.querySelectorAll("nav a")) {
    if (link.dataset.view === view.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const close = view.open(main, rest);
  open = { view, close };
}

function onKey(event) {
  if (isTyping(event) || event.defaultPrevented) return;
  const view = shownViews().find((each) => each.key === event.key);
  if (view) go(view.id);
}
