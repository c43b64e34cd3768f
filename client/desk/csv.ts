// Lists for spreadsheets: comma-separated values (RFC 4180) that are safe to open. Pure.

const MARK = "\ufeff"; // without it Excel takes UTF-8 for the machine's old code page

/**
 * A part that a spreadsheet would take for a formula, though nothing to be seen stands before it:
 * the whole cell, or what stands after a sign at which cells end in some country.
 */
const FORMULA = /(^|[,;|\t\r\n])(?=(?:(?![,;|\t\r\n])[\p{C}\p{Z}"])*[=+\-@＝＋－＠])/gu;

/** The whole file: a line of names, then one for each row. */
export const csvText = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  MARK + [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** The cell as text whatever its parts begin with: apostrophes keep a spreadsheet from working them out. */
const harmless = (text: string): string =>
  (/^[\t\r\n]/.test(text) ? "'" : "") + text.replace(FORMULA, "$1'");

function cell(text: string): string {
  const safe = harmless(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
