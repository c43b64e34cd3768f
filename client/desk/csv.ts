// Lists for spreadsheets: comma-separated values (RFC 4180) that are safe to open. Pure.

const MARK = "\ufeff"; // without it Excel takes UTF-8 for the machine's old code page

/** A cell that a spreadsheet would take for a formula, though nothing to be seen stands before it. */
const FORMULA = /^(?:[\p{C}\p{Z}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

/** The whole file: a line of names, then one for each row. */
export const csvText = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  MARK + [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** The cell as text whatever it begins with: an apostrophe keeps a spreadsheet from working it out. */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

function cell(text: string): string {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
