// The desk's words, for the bundler and for the type checker.
//
//   node words.mjs      writes the types of their keys

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

const HERE = dirname(fileURLToPath(import.meta.url));
const FILE = join(HERE, "..", "chalicelib", "strings", "desk.toml");

/** Every text by its key: "queue.title". */
export function words() {
  return Object.fromEntries(flat(parse(readFileSync(FILE, "utf-8"))));
}

function* flat(table, above = "") {
  for (const [name, value] of Object.entries(table))
    if (typeof value === "string") yield [above + name, value];
    else yield* flat(value, `${above}${name}.`);
}

/** Gives the bundler what `import table from "desk-words"` means. */
export const deskWords = {
  name: "desk-words",
  setup(bundler) {
    bundler.onResolve({ filter: /^desk-words$/ }, () => ({ path: FILE, namespace: "desk-words" }));
    bundler.onLoad({ filter: /.*/, namespace: "desk-words" }, () => ({
      contents: JSON.stringify(words()),
      loader: "json",
    }));
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const keys = Object.keys(words()).map((key) => `  | ${JSON.stringify(key)}`);
  const types = `export type WordKey =\n${keys.join("\n")};\n`;
  writeFileSync(join(HERE, "desk", "word-keys.d.ts"), types);
}
