// Bundles the client: each page's script and each style sheet as one minified file.
//
//   node build.mjs FOLDER [--maps FOLDER] [--instead MODULE=FILE …]
//
// `--instead desk/views=/path/to.ts` has another file stand in for a module, for tests. Source maps
// go to a folder of their own: they are for whoever looks for a fault, and not for the package.

import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { wordTables } from "./words.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));

const SCRIPTS = {
  desk: "desk/main",
  form: "visitor/form",
  book: "visitor/book",
  manage: "visitor/manage",
  receipt: "visitor/receipt",
  waitlist: "visitor/waitlist",
  invited: "visitor/invited",
  mine: "visitor/mine",
  embed: "visitor/embed",
};
const STYLES = { desk: "desk/desk.css", form: "visitor/form.css" };

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { maps: { type: "string" }, instead: { type: "string", multiple: true, default: [] } },
});
const folder = resolve(positionals[0] ?? "built");

/** Modules by their path below this folder, without an ending: what stands in for them. */
const others = new Map(values.instead.map((pair) => pair.split("=")));

const exchange = {
  name: "exchange",
  setup(bundler) {
    bundler.onLoad({ filter: /\.[jt]sx?$/, namespace: "file" }, ({ path }) => {
      const module = relative(HERE, path).replace(/\.[jt]sx?$/, "");
      const other = others.get(module);
      if (!other) return undefined;
      return { contents: readFileSync(other, "utf-8"), loader: "tsx", resolveDir: dirname(path) };
    });
  },
};

const common = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  outdir: folder,
  sourcemap: values.maps ? "external" : false,
  target: ["es2022", "chrome109", "firefox115", "safari16"],
};

await build({
  ...common,
  entryPoints: Object.entries(SCRIPTS).map(([out, path]) => ({ in: `./${path}`, out })),
  format: "iife",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: others.size ? [wordTables, exchange] : [wordTables],
});
await build({
  ...common,
  sourcemap: false,
  entryPoints: Object.entries(STYLES).map(([out, path]) => ({ in: `./${path}`, out })),
});

if (values.maps) {
  mkdirSync(values.maps, { recursive: true });
  for (const name of Object.keys(SCRIPTS))
    renameSync(join(folder, `${name}.js.map`), join(values.maps, `${name}.js.map`));
}
