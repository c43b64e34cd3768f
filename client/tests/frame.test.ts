import assert from "node:assert/strict";
import { it } from "node:test";
import { namesView } from "../desk/frame/address";
import { type View, viewsFor } from "../desk/view";

it("an address's end names a view, or a place in the page", () => {
  assert.deepEqual(["", "#", "#/", "#/day/2026-11-24"].map(namesView), [true, true, true, true]);
  assert.deepEqual(["#main", "#queue"].map(namesView), [false, false]);
});

it("some views are the managers' alone", () => {
  const view = (id: string, manager?: boolean): View => ({
    id,
    title: id,
    key: id,
    manager,
    open() {},
  });
  const views = [view("queue"), view("figures", true), view("day", false)];
  const ids = (isManager: boolean) => viewsFor(views, isManager).map(({ id }) => id);
  assert.deepEqual(ids(true), ["queue", "figures", "day"]);
  assert.deepEqual(ids(false), ["queue", "day"]);
});
