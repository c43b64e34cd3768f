// The shapes of states for what still makes its elements by hand; see ui/icon.tsx.

import { mount } from "./ui/mount";
import { Icon, StateBadge } from "./ui/icon";
import { createElement } from "preact";

function made(component, props) {
  const place = document.createElement("div");
  mount(place, createElement(component, props));
  return place.firstElementChild;
}

export const icon = (name) => made(Icon, { name });

export const stateBadge = (status) => made(StateBadge, { status });
