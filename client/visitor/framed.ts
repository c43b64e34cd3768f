// Within another site's page: tell it what this is, how high it is, and when to show its top.
// The site's own origin comes in the fragment, from embed.js; no other page is told anything.

import { FRAMED } from "./page";

interface Told {
  height?: number;
  title?: string;
  top?: true;
}

if (FRAMED && window.parent !== window) {
  const parentOrigin = new URLSearchParams(window.location.hash.slice(1)).get("origin") ?? "";
  const tell = (what: Told): void => {
    if (/^https?:\/\/[^/]+$/.test(parentOrigin))
      window.parent.postMessage({ frontdesk: what }, parentOrigin);
  };
  const height = (): void =>
    tell({
      height: Math.ceil(document.body.getBoundingClientRect().height),
      title: document.title,
    });
  new ResizeObserver(height).observe(document.body);
  document.addEventListener("frontdesk:top", () => tell({ top: true }));
  height();
}
