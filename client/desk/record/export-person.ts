// Hands out everything that is kept of a person, as one file: all of it is read first, or nothing is saved.

import { localDate } from "../../shared/time";
import { get, getText } from "../api";
import { desk } from "../desk";
import { saveFile } from "../save-file";
import { type ExportPart, joinData, joinPages, readAll } from "./join-export";

/** To read and print, or for programs. */
export type Format = "html" | "json";

/** Save the file; gives its name, which tells nobody whose it is. Throws Problem or Unreached. */
export async function exportPerson(personId: string, format: Format): Promise<string> {
  const name = `frontdesk-record-${localDate(Date.now(), desk.location.zone)}.${format}`;
  saveFile(await (format === "html" ? fileToRead : fileOfData)(personId), name);
  return name;
}

async function fileToRead(personId: string): Promise<Blob> {
  const pages = await readAll(async (cursor) => {
    const { text, headers } = await getText(pathOf(personId, "export.html", cursor), "text/html");
    return { part: text, next: headers.get("Next-Cursor") };
  });
  return new Blob([joinPages(pages)], { type: "text/html;charset=utf-8" });
}

async function fileOfData(personId: string): Promise<Blob> {
  const parts = await readAll(async (cursor) => {
    const { data } = await get<ExportPart>(pathOf(personId, "export", cursor));
    return { part: data, next: data.next_cursor ?? null };
  });
  return new Blob([joinData(parts)], { type: "application/json" });
}

const pathOf = (personId: string, route: string, cursor: string | null): string =>
  `people/${personId}/${route}${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`;
