// Prints, as JSON, what a function makes of a module of the client, without a browser.
//
//   echo '({ clock }) => clock("2026-11-23T15:00:00Z", "America/New_York")' | node ask.mjs shared/time

import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { wordTables } from "../words.mjs";

const CLIENT = dirname(dirname(fileURLToPath(import.meta.url)));
const act = readFileSync(0, "utf-8");

const { outputFiles } = await build({
  stdin: {
    contents: `import * as module from "./${process.argv[2]}"; export const told = (${act})(module);`,
    resolveDir: CLIENT,
  },
  bundle: true,
  format: "esm",
  platform: "node",
  plugins: [wordTables],
  write: false,
});
const { told } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
process.stdout.write(JSON.stringify(told ?? null));
