// The request form in any website's page. Two lines:
//
//   <div data-frontdesk data-accent="#0d6466"></div>
//   <script src="https://…/embed.js" async></script>
//
// Where the first stands the form comes, in a frame that is as high as what is in it.

import words from "embed-words";

const from = new URL((document.currentScript as HTMLScriptElement).src);
const frames: HTMLIFrameElement[] = [];

function place(spot: HTMLElement): void {
  if (window.location.protocol === "file:") {
    const language = spot.dataset.lang === "es" ? "es" : "en";
    spot.textContent = words[language]["embed.from_a_file"]; // a browser frames nothing there
    return;
  }
  const address = new URL("embed", from);
  for (const name of ["accent", "lang"]) {
    const wish = spot.dataset[name];
    if (wish) address.searchParams.set(name, wish);
  }
  // The frame tells its height to this page alone; a fragment is not sent to any server.
  address.hash = `origin=${encodeURIComponent(window.location.origin)}`;
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.referrerPolicy = "no-referrer";
  Object.assign(frame.style, { display: "block", width: "100%", height: "60rem", border: "0" });
  spot.removeAttribute("data-frontdesk");
  spot.append(frame);
  frames.push(frame);
}

function placeAll(): void {
  for (const spot of document.querySelectorAll<HTMLElement>("[data-frontdesk]")) place(spot);
}

window.addEventListener("message", ({ origin, source, data }) => {
  if (origin !== from.origin) return;
  const frame = frames.find(({ contentWindow }) => contentWindow === source);
  const told = data?.frontdesk;
  if (!frame || !told) return;
  const { height, title, top } = told;
  if (Number.isFinite(height) && height > 0 && height < 20000) frame.style.height = `${height}px`;
  if (typeof title === "string") frame.title = title;
  if (top === true) frame.scrollIntoView({ block: "start" });
});

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", placeAll);
else placeAll();
