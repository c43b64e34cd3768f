// Words that go into scripts: the desk's, and the few that embed.js has for other sites' pages.
//
//   node words.mjs      writes the types of their keys

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

const HERE = dirname(fileURLToPath(import.meta.url));
const STRINGS = join(HERE, "..", "chalicelib", "strings");
const LANGUAGES = ["en", "es"];

const read = (name) => parse(readFileSync(join(STRINGS, `${name}.toml`), "utf-8"));

/** Every text of the desk by its key: "queue.title". */
export const words = () => Object.fromEntries(flat(read("desk")));

/** The texts of embed.js by their keys, in each language. */
const embedWords = () =>
  Object.fromEntries(
    LANGUAGES.map((name) => [name, Object.fromEntries(flat(read(name).embed, "embed."))]),
  );

function* flat(table, above = "") {
  for (const [name, value] of Object.entries(table))
    if (typeof value === "string") yield [above + name, value];
    else yield* flat(value, `${above}${name}.`);
}

const TABLES = { "desk-words": words, "embed-words": embedWords };

/** Gives the bundler what `import table from "desk-words"` means. */
export const wordTables = {
  name: "word-tables",
  setup(bundler) {
    const filter = /^(desk|embed)-words$/;
    bundler.onResolve({ filter }, ({ path }) => ({ path, namespace: "words" }));
    bundler.onLoad({ filter, namespace: "words" }, ({ path }) => ({
      contents: JSON.stringify(TABLES[path]()),
      loader: "json",
    }));
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const keys = Object.keys(words()).map((key) => `  | ${JSON.stringify(key)}`);
  const types = `export type WordKey =\n${keys.join("\n")};\n`;
  writeFileSync(join(HERE, "desk", "word-keys.d.ts"), types);
}
