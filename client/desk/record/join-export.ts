// Parts of an export, put together again: the API answers page by page, and people get one file. Pure.

import type { Schemas } from "../../shared/api";

export type ExportPart = Schemas["PersonExport"];

/** All parts of something, in turn: `read` gives one, and where the next begins. */
export async function readAll<Part>(
  read: (cursor: string | null) => Promise<{ part: Part; next: string | null }>,
): Promise<Part[]> {
  const parts: Part[] = [];
  let cursor: string | null = null;
  do {
    const { part, next } = await read(cursor);
    parts.push(part);
    cursor = next;
  } while (cursor);
  return parts;
}

/** The parts for programs as one: everything in it, and neither a number nor a way further. */
export function joinData(parts: readonly ExportPart[]): string {
  const [first] = parts;
  if (!first) throw new Error("an export without a part");
  const { part: _, next_cursor: __, ...about } = first;
  return JSON.stringify({ ...about, things: parts.flatMap(({ things }) => things) }, null, 2);
}

const AFTER_TITLE = "</h1>";
const END = "</main>";

/**
 * The parts to read as one page: each goes on below the one before. What is in them is escaped, so
 * that these marks are the page's own. A page without them is a fault, and nothing is made of it.
 */
export function joinPages(pages: readonly string[]): string {
  const [first = "", ...further] = pages;
  return before(first) + further.map(inside).join("") + first.slice(endOf(first));
}

const before = (page: string): string => page.slice(0, endOf(page));

const inside = (page: string): string =>
  before(page).slice(found(page, AFTER_TITLE) + AFTER_TITLE.length);

const endOf = (page: string): number => found(page, END);

function found(page: string, mark: string): number {
  const at = page.indexOf(mark);
  if (at < 0) throw new Error(`a page of an export without ${mark}`);
  return at;
}
