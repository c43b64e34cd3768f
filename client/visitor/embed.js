// The request form in any website's page. Two lines:
//
//   <div data-frontdesk data-accent="#0d6466"></div>
//   <script src="https://…/embed.js" async></script>
//
// Where the first stands the form comes, in a frame that is as high as what is in it.
"use strict";

(() => {
  const from = new URL(document.currentScript.src);
  const frames = [];

  function place(spot) {
    const address = new URL("embed", from);
    for (const name of ["accent", "lang"])
      if (spot.dataset[name]) address.searchParams.set(name, spot.dataset[name]);
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

  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== from.origin) return;
    const frame = frames.find(({ contentWindow }) => contentWindow === source);
    const told = data && data.frontdesk;
    if (!frame || !told) return;
    const { height, title, top } = told;
    if (Number.isFinite(height) && height > 0 && height < 20000) frame.style.height = `${height}px`;
    if (typeof title === "string") frame.title = title;
    if (top === true) frame.scrollIntoView({ block: "start" });
  });

  function placeAll() {
    for (const spot of document.querySelectorAll("[data-frontdesk]")) place(spot);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", placeAll);
  else placeAll();
})();
