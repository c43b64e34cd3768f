// Runs the unit tests of the client: those of rules, which need no browser.
//
//   node tests/run.mjs                every tests/*.test.ts and .tsx
//   node tests/run.mjs keys live      those whose names hold one of these

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { wordTables } from "../words.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const TEST = /\.test\.tsx?$/;
const GLOBAL = /\b(globalThis|beforeEach|afterEach|mock)\b/;

const wanted = process.argv.slice(2);
const tests = readdirSync(HERE)
  .filter(
    (name) => TEST.test(name) && (!wanted.length || wanted.some((part) => name.includes(part))),
  )
  .sort();
if (!tests.length) {
  console.error("no tests of this name");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "client-tests-"));
try {
  process.exitCode = await run();
} finally {
  rmSync(folder, { recursive: true });
}

/** Bundles each by itself, so that none meets what another one's modules remember. */
async function run() {
  await build({
    absWorkingDir: HERE,
    entryPoints: tests.map((name) => ({ in: `./${name}`, out: basename(name).replace(TEST, "") })),
    bundle: true,
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    platform: "node",
    plugins: [wordTables],
    sourcemap: "inline",
  });
  const reporter = process.stdout.isTTY ? "spec" : "tap";
  const how = ["--enable-source-maps", "--test", `--test-reporter=${reporter}`];
  const done = spawnSync(process.execPath, [...how, ...together()], { stdio: "inherit" });
  return done.status ?? 1;
}

/** The files to run, each in a process of its own: one for all tests that change nothing global. */
function together() {
  const all = join(folder, "all.mjs");
  const isAlone = (name) => GLOBAL.test(readFileSync(join(HERE, name), "utf-8"));
  const built = (name) => `${basename(name).replace(TEST, "")}.mjs`;
  const shared = tests.filter((name) => !isAlone(name));
  writeFileSync(all, shared.map((name) => `import "./${built(name)}";\n`).join(""));
  return [
    ...(shared.length ? [all] : []),
    ...tests.filter(isAlone).map((name) => join(folder, built(name))),
  ];
}
